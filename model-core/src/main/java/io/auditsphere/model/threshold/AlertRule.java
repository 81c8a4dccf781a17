package io.auditsphere.model.threshold;

import io.auditsphere.schemas.WireName;

/** How the score from which the forest opens findings was chosen. */
public enum AlertRule implements WireName {
    /** The lowest score that opens no more findings a day than allowed, by replay of the training history. */
    BUDGET("budget"),
    /** The score that a chosen share of events exceeds, by an extreme-value tail ({@link PeaksOverThreshold}). */
    TAIL("tail");

    private final String wireName;

    AlertRule(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}

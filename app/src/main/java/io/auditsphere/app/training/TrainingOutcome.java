package io.auditsphere.app.training;

import io.auditsphere.schemas.WireName;

/** What came of training one provider. */
public enum TrainingOutcome implements WireName {
    /** A new model is in force. */
    TRAINED("trained"),
    /** The history holds fewer events than {@code train.min.events}. */
    NOT_ENOUGH_EVENTS("not_enough_events"),
    /** The new model's scores or thresholds are no numbers; the live one stays. */
    REFUSED_NOT_FINITE("refused_not_finite"),
    /** The new model cannot be read back for this program's features; the live one stays. */
    REFUSED_SCHEMA("refused_schema"),
    /** The new model flags too much or nothing of the newest history; the live one stays. */
    REFUSED_FLAGGED_SHARE("refused_flagged_share"),
    /** The new model sets strange rows apart worse than the live one, which stays. */
    REFUSED_WORSE_THAN_LIVE("refused_worse_than_live"),
    /** The history could not be read, or the model not be stored or published. */
    FAILED("failed");

    private final String wireName;

    TrainingOutcome(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /** Whether a new model is in force. */
    public boolean isTrained() {
        return this == TRAINED;
    }
}

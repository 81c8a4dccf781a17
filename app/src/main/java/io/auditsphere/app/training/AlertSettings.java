package io.auditsphere.app.training;

import io.auditsphere.model.threshold.AlertRule;
import io.auditsphere.model.threshold.PeaksOverThreshold;
import java.util.Objects;

/**
 * How the scores from which forests open findings are chosen. Immutable.
 *
 * @param rule which of the two below decides
 * @param openingsPerDay findings that detectors and forests of all providers together should open a day when nothing is
 *     wrong, positive: what the detectors open of themselves is counted, the forests get the rest. By a tail it shares
 *     nothing out
 * @param risk the share of a population's events that may reach its alert threshold, over 0 and under
 *     {@value PeaksOverThreshold#EXCESS_SHARE}
 */
public record AlertSettings(AlertRule rule, double openingsPerDay, double risk) {

    public AlertSettings {
        Objects.requireNonNull(rule, "rule");
        if (!(openingsPerDay > 0)) {
            throw new IllegalArgumentException("alerts.budget: expected over 0, found " + openingsPerDay);
        }
        if (!(risk > 0 && risk < PeaksOverThreshold.EXCESS_SHARE)) {
            throw new IllegalArgumentException(
                    "alerts.risk: expected over 0 and under " + PeaksOverThreshold.EXCESS_SHARE + ", found " + risk);
        }
    }

    /** 4 findings a day; by a tail it would be one event in 2,000. */
    public static AlertSettings defaults() {
        return budget(4);
    }

    /** A budget of so many findings a day. */
    public static AlertSettings budget(double openingsPerDay) {
        return new AlertSettings(AlertRule.BUDGET, openingsPerDay, 0.0005);
    }
}

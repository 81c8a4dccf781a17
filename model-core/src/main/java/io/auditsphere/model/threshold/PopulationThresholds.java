package io.auditsphere.model.threshold;

/**
 * What decides about one population, people or service accounts, of one provider, and how often it was expected to.
 *
 * @param anomaly the score from which a result is an anomaly
 * @param alert the score from which the forest opens a finding; at least {@code anomaly}
 * @param expectedAnomalyShare the share of training events at or over {@code anomaly}, 0..1
 * @param expectedOpeningsPerDay the findings that the training history would have opened in a day
 * @param scores the training scores
 * @param rule how {@code alert} was chosen
 * @param ruleTarget what the rule was given: findings a day for a budget, a share of events for a tail; 0 if that is
 *     not known
 * @param expectedAlertShare the share of events that the rule expects at or over {@code alert}, 0..1: for a budget the
 *     training events that were, for a tail the risk, which may lie under one event of the training history
 */
public record PopulationThresholds(
        double anomaly,
        double alert,
        double expectedAnomalyShare,
        double expectedOpeningsPerDay,
        ScoreQuantiles scores,
        AlertRule rule,
        double ruleTarget,
        double expectedAlertShare) {

    /** By a budget that is not known, as models were before they named their rule. */
    public PopulationThresholds(
            double anomaly,
            double alert,
            double expectedAnomalyShare,
            double expectedOpeningsPerDay,
            ScoreQuantiles scores) {
        this(
                anomaly,
                alert,
                expectedAnomalyShare,
                expectedOpeningsPerDay,
                scores,
                AlertRule.BUDGET,
                0,
                scores.count() == 0 ? 0 : scores.tailShare(alert));
    }
}

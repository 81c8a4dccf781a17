package io.auditsphere.model.threshold;

/**
 * What decides about one population, people or service accounts, of one provider.
 *
 * @param anomaly the score from which a result is an anomaly
 * @param alert the score from which the forest opens a finding; at least {@code anomaly}
 * @param expectedAnomalyShare the share of training events at or over {@code anomaly}, 0..1
 * @param expectedOpeningsPerDay the findings that the training history would have opened in a day
 * @param scores the training scores
 */
public record PopulationThresholds(
        double anomaly,
        double alert,
        double expectedAnomalyShare,
        double expectedOpeningsPerDay,
        ScoreQuantiles scores) {}

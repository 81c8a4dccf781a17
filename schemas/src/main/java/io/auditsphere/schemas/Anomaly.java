package io.auditsphere.schemas;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The result for one event, one for one with the events that were scored. Its JSON is the contract in
 * {@code anomaly.schema.json}.
 *
 * @param kind what kind of source it is from: {@code audit}
 * @param subject whom it is about
 * @param event the event that was scored; its identity fields are written
 * @param isAnomaly score at or over the threshold, or a detector fired
 * @param isAlert worth a person's time: a finding opened, or rose in severity
 * @param anomalyScore 2^(-E[h(x)]/c(psi)), 0..1, higher is more suspicious; null where there is no model
 * @param riskScore 0..100
 * @param confidence the share of groups of trees that agree with the forest's vote, 0..1; null where only a detector
 *     fired or there is no model
 * @param anomalyType the type of the strongest reason; null where the result is no anomaly
 * @param severity the severity of the strongest signal; null where none fired
 * @param contributingFactors up to five, most important first
 * @param explanationMethod how the contributions were computed; null where nothing was explained
 * @param contributions the signed contribution of every feature by name, adding up to the path length's distance from
 *     its expectation; empty where TreeSHAP did not run
 * @param signals detectors that fired
 * @param muted the rule but for which the result would be an alert; null if there is none
 * @param features the shown value of every feature by name, in the schema's order
 * @param model the model that scored it, or null
 * @param baseline what it was judged against
 * @param learning the detectors that do not judge the user by his own baseline yet, in the order of asking; empty if all
 *     do that need one
 * @param late whether the event is more than {@code late.after} behind its user's newest
 * @param scoredAt when it was scored
 */
public record Anomaly(
        String kind,
        Subject subject,
        AuditEvent event,
        boolean isAnomaly,
        boolean isAlert,
        Double anomalyScore,
        int riskScore,
        Double confidence,
        AnomalyType anomalyType,
        Severity severity,
        List<ContributingFactor> contributingFactors,
        ExplanationMethod explanationMethod,
        Map<String, Double> contributions,
        List<SignalReport> signals,
        Muted muted,
        Map<String, Double> features,
        ModelReference model,
        Baseline baseline,
        List<DetectorLearning> learning,
        boolean late,
        Instant scoredAt) {}

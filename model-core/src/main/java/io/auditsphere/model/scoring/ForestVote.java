package io.auditsphere.model.scoring;

import io.auditsphere.model.features.AuditFeatures;
import io.auditsphere.model.features.Observation;
import io.auditsphere.schemas.ModelReference;

/**
 * What the forest says about the event at hand, by the thresholds of its population. Buffers are reused from event to
 * event; for one thread.
 */
final class ForestVote {

    private final Double anomalyThreshold;
    private final float[] split = new float[AuditFeatures.WIDTH];

    private double[] treePathLengths = new double[0];

    private LiveModel model;
    private ModelReference reference;
    private double score;
    private double tailShare;

    /** The reference as last adjusted to the configured threshold, and what it was made from. */
    private ModelReference adjusted;

    private ModelReference adjustedFrom;

    /** The longest path that is an anomaly's, and the reference that it was made from. */
    private double longestPath;

    private ModelReference longestFrom;

    /** A vote by the models' own thresholds, or by this anomaly threshold if it is not null. */
    ForestVote(Double anomalyThreshold) {
        this.anomalyThreshold = anomalyThreshold;
    }

    /** Scores an event; without a model there is no vote. */
    void cast(Observation observation, LiveModel liveModel) {
        model = liveModel;
        if (liveModel == null) {
            reference = null;
            score = Double.NaN;
            tailShare = Double.NaN;
            return;
        }
        boolean service = observation.service();
        AuditFeatures.split(observation, liveModel.tables(), split, 0);
        if (treePathLengths.length < liveModel.trees()) {
            treePathLengths = new double[liveModel.trees()];
        }
        double meanPathLength = liveModel.scorer().treePathLengths(split, 0, treePathLengths);
        score = liveModel.scorer().scoreOfPath(meanPathLength);
        tailShare = liveModel.thresholds(service).scores().tailShare(score);
        reference = inForce(liveModel.reference(service));
    }

    /** The thresholds in force: nothing that is no anomaly alerts, whatever is configured. */
    @SuppressWarnings(
            "ReferenceEquality") // a model has one reference for each population: another one is another model
    private ModelReference inForce(ModelReference own) {
        if (anomalyThreshold == null) {
            return own;
        }
        if (own != adjustedFrom) {
            adjustedFrom = own;
            adjusted = new ModelReference(
                    own.version(), own.trainedAt(), anomalyThreshold, Math.max(anomalyThreshold, own.alertThreshold()));
        }
        return adjusted;
    }

    /** Whether the score is at or over the anomaly threshold, or over the alert threshold below it. */
    boolean anomaly() {
        return model != null && (score >= reference.threshold() || alert());
    }

    /** Whether the score is at or over the alert threshold. */
    boolean alert() {
        return model != null && score >= reference.alertThreshold();
    }

    /** The split values that were scored; not to be changed. */
    float[] split() {
        return split;
    }

    double score() {
        return score;
    }

    Double scoreOrNull() {
        return model == null ? null : score;
    }

    /** The share of training scores at or over this one; NaN without a model. */
    double tailShare() {
        return tailShare;
    }

    /** The model and the thresholds in force; null without a model. */
    ModelReference reference() {
        return reference;
    }

    /**
     * The share of groups of trees that agree with the vote; null without a model, and where the result is an anomaly
     * that the forest did not vote for.
     */
    @SuppressWarnings("ReferenceEquality") // as for inForce
    Double confidence(boolean isAnomaly) {
        if (model == null || (isAnomaly && !anomaly())) {
            return null;
        }
        if (reference != longestFrom) {
            longestFrom = reference;
            longestPath = model.confidence().longestPath(reference.threshold());
        }
        return model.confidence().agreement(treePathLengths, score >= reference.threshold(), longestPath);
    }
}

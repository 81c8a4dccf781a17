package io.auditsphere.model.scoring;

import io.auditsphere.model.explain.Circumstances;
import io.auditsphere.model.explain.FactorWriter;
import io.auditsphere.model.explain.ForestType;
import io.auditsphere.model.features.AuditFeatures;
import io.auditsphere.model.features.FeatureGroup;
import io.auditsphere.model.features.FeatureSchema;
import io.auditsphere.model.features.Observation;
import io.auditsphere.model.threshold.FeatureQuantiles;
import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.ContributingFactor;
import io.auditsphere.schemas.ExplanationMethod;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Why the forest finds one event strange: the contribution of each feature, the type that follows and the reasons in
 * words. Buffers are reused from event to event; for one thread.
 */
final class Explanation {

    /** How many reasons a result names. */
    static final int MAX_FACTORS = 5;

    /** What nearly all rows stay under: the typical volume where neither user nor organisation has a maximum. */
    private static final double USUAL_SHARE = 0.9;

    private static final FeatureSchema SCHEMA = AuditFeatures.SCHEMA;

    private final double[] contributions = new double[SCHEMA.width()];
    private ExplanationMethod method;

    /** Nothing is explained until one of the methods is asked for. */
    void clear() {
        method = null;
    }

    /** Explains exactly, unless that is done. */
    void byTreeShap(LiveModel model, float[] split) {
        if (method != ExplanationMethod.TREE_SHAP) {
            model.treeShap().contributions(split, 0, contributions);
            method = ExplanationMethod.TREE_SHAP;
        }
    }

    /** Explains cheaply, unless something is explained already. */
    void byAblation(LiveModel model, float[] split) {
        if (method == null) {
            model.ablation().contributions(split, 0, model.splitMedians(), contributions);
            method = ExplanationMethod.ABLATION;
        }
    }

    /** How it was explained; null if it was not. */
    ExplanationMethod method() {
        return method;
    }

    /** The type of what the forest finds in an event of these shown values. */
    AnomalyType type(float[] shown) {
        return ForestType.of(shown, contributions);
    }

    /** Every signed contribution by name, if they are exact; else none. */
    Map<String, Double> contributionsByName() {
        if (method != ExplanationMethod.TREE_SHAP) {
            return Map.of();
        }
        Map<String, Double> byName = new LinkedHashMap<>(2 * contributions.length);
        for (int i = 0; i < contributions.length; i++) {
            // Adding zero makes of -0.0, which nobody wants to read, a 0.0, and leaves all else alone.
            byName.put(SCHEMA.feature(i).name(), contributions[i] + 0.0);
        }
        return byName;
    }

    /** Up to five features that add to the anomaly, the one that adds most first; none if nothing is explained. */
    List<ContributingFactor> factors(AuditEvent event, Observation observation, LiveModel model, float[] shown) {
        if (method == null) {
            return List.of();
        }
        Circumstances circumstances = Circumstances.of(event, observation, model.tables());
        List<ContributingFactor> factors = new ArrayList<>(MAX_FACTORS);
        int above = -1;
        for (int rank = 0; rank < MAX_FACTORS; rank++) {
            int feature = next(above);
            if (feature < 0) {
                break;
            }
            factors.add(factor(feature, observation, model, shown, circumstances));
            above = feature;
        }
        return factors;
    }

    /** The positive contribution that follows this one in falling order, of equal ones by index; -1 if there is none. */
    private int next(int previous) {
        int best = -1;
        for (int i = 0; i < contributions.length; i++) {
            boolean follows = previous < 0
                    || contributions[i] < contributions[previous]
                    || (contributions[i] == contributions[previous] && i > previous);
            if (contributions[i] > 0 && follows && (best < 0 || contributions[i] > contributions[best])) {
                best = i;
            }
        }
        return best;
    }

    private ContributingFactor factor(
            int feature, Observation observation, LiveModel model, float[] shown, Circumstances circumstances) {
        double typical = AuditFeatures.typical(feature, observation, model.tables());
        Circumstances compared = circumstances;
        if (Double.isNaN(typical)) {
            typical = typicalOfProvider(feature, model.shownQuantiles());
            compared = circumstances.againstProvider();
        }
        String name = SCHEMA.feature(feature).name();
        return new ContributingFactor(
                name,
                shown[feature],
                Double.isNaN(typical) ? null : typical,
                contributions[feature],
                FactorWriter.sentence(name, shown[feature], typical, compared));
    }

    private static double typicalOfProvider(int feature, FeatureQuantiles quantiles) {
        return SCHEMA.feature(feature).group() == FeatureGroup.VOLUME
                ? quantiles.quantile(feature, USUAL_SHARE)
                : quantiles.median(feature);
    }
}

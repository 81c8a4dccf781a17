package io.auditsphere.app.training;

import io.auditsphere.model.features.AuditFeatures;
import io.auditsphere.model.features.FeatureGroup;
import io.auditsphere.model.forest.ForestParameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * How forests of audit events are grown beyond the plain form. What each part is worth stands in docs/QUALITY.md.
 * Immutable.
 *
 * @param draw how a split draws its feature
 * @param anchors what each sample is made to contain
 * @param pooledGain the share of splits, 0..1, whose threshold is the one of greatest pooled gain
 * @param leafValues what the leaves are worth
 */
public record ForestRecipe(Draw draw, Anchors anchors, double pooledGain, ForestParameters.LeafValues leafValues) {

    /** How a split draws its feature. */
    public enum Draw {
        /** One of all, each as likely: the plain form. */
        ALL_ALIKE,
        /** One of the six groups first, then a feature in it. */
        BY_GROUP,
        /**
         * The same, with the day of the week, weekends and business hours left out, which makes them constant to the
         * trees: the hour says it all, and these only add noise.
         */
        BY_GROUP_WITHOUT_DAYS
    }

    /** What each sample is made to contain. */
    public enum Anchors {
        /** Nothing. */
        NONE,
        /** Flags so rare in training that no tree would ever ask about them. */
        FLAGS,
        /**
         * The same, and hours, volumes and bursts far beyond what is usual, in the units of split values. A tree splits
         * between the values of its sample, so that without them an event of ten times a user's maximum looks like one
         * of a little over it.
         */
        FLAGS_AND_AMOUNTS
    }

    /** The flags first, then the amounts. */
    private static final int[] ANCHORED = {
        AuditFeatures.IS_GUEST,
        AuditFeatures.IS_EXTERNAL,
        AuditFeatures.IS_NEW_IP,
        AuditFeatures.IS_UNUSUAL_LOCATION,
        AuditFeatures.IS_SENSITIVE_OPERATION,
        AuditFeatures.HOUR_OF_DAY,
        AuditFeatures.EVENT_COUNT_1H,
        AuditFeatures.EVENT_COUNT_24H,
        AuditFeatures.UNIQUE_SITES,
        AuditFeatures.IS_BULK_OPERATION
    };

    private static final int FLAGS = 5;

    /** Six hours outside the usual, three and two times the maximum, a burst of five times the largest. */
    private static final float[] ANCHOR_VALUES = {1, 1, 1, 1, 1, 6, 30, 30, 20, 50};

    private static final int ANCHORS_EACH = 2;

    private static final Set<Integer> DAYS =
            Set.of(AuditFeatures.DAY_OF_WEEK, AuditFeatures.IS_WEEKEND, AuditFeatures.IS_BUSINESS_HOURS);

    public ForestRecipe {
        Objects.requireNonNull(draw, "draw");
        Objects.requireNonNull(anchors, "anchors");
        Objects.requireNonNull(leafValues, "leafValues");
    }

    /** The recipe of the models that this program makes. */
    public static ForestRecipe shipped() {
        return new ForestRecipe(
                Draw.BY_GROUP_WITHOUT_DAYS, Anchors.FLAGS_AND_AMOUNTS, 0, ForestParameters.LeafValues.DEPTH);
    }

    /** The plain form, as scikit-learn grows it. */
    public static ForestRecipe plain() {
        return new ForestRecipe(Draw.ALL_ALIKE, Anchors.NONE, 0, ForestParameters.LeafValues.DEPTH);
    }

    /** The parameters of a fit by this recipe. */
    ForestParameters parameters(int trees, int sampleSize, long seed) {
        int anchored = switch (anchors) {
            case NONE -> 0;
            case FLAGS -> FLAGS;
            case FLAGS_AND_AMOUNTS -> ANCHORED.length;
        };
        return new ForestParameters(
                trees,
                sampleSize,
                seed,
                groups(),
                Arrays.copyOf(ANCHORED, anchored),
                ANCHORS_EACH,
                Arrays.copyOf(ANCHOR_VALUES, anchored),
                pooledGain,
                leafValues);
    }

    private int[][] groups() {
        if (draw == Draw.ALL_ALIKE) {
            return null;
        }
        List<int[]> groups = new ArrayList<>();
        for (FeatureGroup group : FeatureGroup.values()) {
            int[] members = new int[AuditFeatures.WIDTH];
            int size = 0;
            for (int feature = 0; feature < AuditFeatures.WIDTH; feature++) {
                boolean drawn = draw == Draw.BY_GROUP || !DAYS.contains(feature);
                if (AuditFeatures.SCHEMA.feature(feature).group() == group && drawn) {
                    members[size++] = feature;
                }
            }
            if (size > 0) {
                groups.add(Arrays.copyOf(members, size));
            }
        }
        return groups.toArray(new int[0][]);
    }
}

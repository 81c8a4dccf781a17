package io.auditsphere.app.training;

import io.auditsphere.model.features.AuditFeatures;
import io.auditsphere.model.features.FeatureGroup;
import io.auditsphere.model.forest.ForestParameters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * How models are made. Immutable.
 *
 * @param window how far back from its newest event a provider's history is read, positive
 * @param warmup the first part of the history, which builds users' state and is not fitted; null for 7 days or a quarter
 *     of the span, whichever is shorter
 * @param minEvents a provider with fewer events is not trained, at least 1
 * @param contamination the share of training scores at or over the anomaly threshold, in (0, 0.5]
 * @param trees trees of a forest, at least 1
 * @param sampleSize events in each tree's sample, at least 2
 * @param seed decides every draw
 * @param openingsPerDay findings that detectors and forests of all providers together should open a day when nothing is
 *     wrong, positive: what the detectors open of themselves is counted, the forests get the rest
 * @param quiet time without events after which a finding closes, positive
 * @param maxObservations the most events of one provider that are kept for fit and calibration, at least 1,000; a
 *     longer history is sampled ({@link ObservationSample}). Some 300 bytes of memory each
 * @param keepModels how many models of a provider the registry keeps, at least 2
 */
public record TrainingSettings(
        Duration window,
        Duration warmup,
        int minEvents,
        double contamination,
        int trees,
        int sampleSize,
        long seed,
        double openingsPerDay,
        Duration quiet,
        int maxObservations,
        int keepModels) {

    /**
     * What each sample is made to contain: flags so rare in training that no tree would ever ask about them, and hours,
     * volumes and bursts far beyond what is usual, in the units of split values. A tree splits between the values of its
     * sample, so that without them an event of ten times a user's maximum looks like one of a little over it.
     */
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

    /** Six hours outside the usual, three and two times the maximum, a burst of five times the largest. */
    private static final float[] ANCHOR_VALUES = {1, 1, 1, 1, 1, 6, 30, 30, 20, 50};

    /** Left out of the draw, which makes them constant to the trees: the hour says it all, and these only add noise. */
    private static final Set<Integer> UNDRAWN =
            Set.of(AuditFeatures.DAY_OF_WEEK, AuditFeatures.IS_WEEKEND, AuditFeatures.IS_BUSINESS_HOURS);

    private static final int ANCHORS_EACH = 2;

    private static final Duration LONGEST_WARMUP = Duration.ofDays(7);

    public TrainingSettings {
        Objects.requireNonNull(quiet, "quiet");
        require(window.toMillis() > 0, "train.history", "a positive duration", window);
        require(warmup == null || !warmup.isNegative(), "train.warmup", "a duration of 0 or more", warmup);
        require(minEvents >= 1, "train.min.events", "at least 1", minEvents);
        require(contamination > 0 && contamination <= 0.5, "train.contamination", "over 0, at most 0.5", contamination);
        require(trees >= 1, "train.trees", "at least 1", trees);
        require(sampleSize >= 2, "train.sample.size", "at least 2", sampleSize);
        require(openingsPerDay > 0, "alerts.budget", "over 0", openingsPerDay);
        require(quiet.toMillis() > 0, "findings.quiet", "a positive duration", quiet);
        require(maxObservations >= 1_000, "the most events kept for training", "at least 1000", maxObservations);
        require(keepModels >= 2, "the models kept of a provider", "at least 2", keepModels);
    }

    /** 90 days of history, at least 100 events, contamination 0.1, 200 trees of 256, 4 findings a day. */
    public static TrainingSettings defaults() {
        return new TrainingSettings(
                Duration.ofDays(90), null, 100, 0.1, 200, 256, 42, 4, Duration.ofHours(1), 500_000, 30);
    }

    /** How long the history builds state before it is fitted, for a history of this span. */
    Duration warmupOf(Duration span) {
        if (warmup != null) {
            return warmup;
        }
        Duration quarter = span.dividedBy(4);
        return quarter.compareTo(LONGEST_WARMUP) < 0 ? quarter : LONGEST_WARMUP;
    }

    /** How the forests of audit events are grown: with the six groups and the anchor rows. */
    ForestParameters forest() {
        return new ForestParameters(trees, sampleSize, seed, groups(), ANCHORED, ANCHORS_EACH, ANCHOR_VALUES);
    }

    private static int[][] groups() {
        List<int[]> groups = new ArrayList<>();
        for (FeatureGroup group : FeatureGroup.values()) {
            int[] members = new int[AuditFeatures.WIDTH];
            int size = 0;
            for (int feature = 0; feature < AuditFeatures.WIDTH; feature++) {
                if (AuditFeatures.SCHEMA.feature(feature).group() == group && !UNDRAWN.contains(feature)) {
                    members[size++] = feature;
                }
            }
            if (size > 0) {
                groups.add(Arrays.copyOf(members, size));
            }
        }
        return groups.toArray(new int[0][]);
    }

    private static void require(boolean holds, String what, String expected, Object found) {
        if (!holds) {
            throw new IllegalArgumentException(what + ": expected " + expected + ", found " + found);
        }
    }
}

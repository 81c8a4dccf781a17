package io.auditsphere.model.snapshot;

import io.auditsphere.model.forest.IsolationForest;
import io.auditsphere.model.threshold.FeatureQuantiles;
import io.auditsphere.model.threshold.PopulationThresholds;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Everything that scores one provider's events, as the trainer made it. The arrays are not copied and must not be
 * changed.
 *
 * @param provider the provider whose events it scores
 * @param version a UUIDv7 ({@link TimeOrderedUuid}), newer for a later model
 * @param trainedAt when it was fitted; milliseconds are kept
 * @param historyFrom the event time of the oldest row fitted; milliseconds are kept
 * @param historyTo the event time of the newest row fitted; milliseconds are kept
 * @param sampleCount the number of rows fitted
 * @param seed the seed of the fit
 * @param contamination the share of training events that the anomaly threshold was to flag, in (0, 0.5]
 * @param schemaHash the hash of the feature schema of the rows; a scorer of another schema must refuse the snapshot
 * @param people the thresholds for people
 * @param services the thresholds for service accounts
 * @param shownQuantiles what is typical of the values that people are shown
 * @param splitMedians the median of each value that trees split on
 * @param organisationTables the organisation's tables as their own codec wrote them; opaque here
 * @param forest the trees
 * @param featureNames the names of the forest's features, in order; empty where the schema's hash alone says which they
 *     are, as in snapshots of format version 1
 */
@SuppressWarnings("ArrayRecordComponent") // read-only by contract; copies of megabytes would serve nobody
public record ModelSnapshot(
        String provider,
        UUID version,
        Instant trainedAt,
        Instant historyFrom,
        Instant historyTo,
        long sampleCount,
        long seed,
        double contamination,
        byte[] schemaHash,
        PopulationThresholds people,
        PopulationThresholds services,
        FeatureQuantiles shownQuantiles,
        float[] splitMedians,
        byte[] organisationTables,
        IsolationForest forest,
        List<String> featureNames) {

    /** @throws IllegalArgumentException if there are names, but not one for each feature */
    public ModelSnapshot {
        featureNames = List.copyOf(featureNames);
        if (!featureNames.isEmpty() && featureNames.size() != forest.width()) {
            throw new IllegalArgumentException(
                    featureNames.size() + " names for the " + forest.width() + " features of the forest");
        }
    }

    /** With features that the schema's hash alone names. */
    public ModelSnapshot(
            String provider,
            UUID version,
            Instant trainedAt,
            Instant historyFrom,
            Instant historyTo,
            long sampleCount,
            long seed,
            double contamination,
            byte[] schemaHash,
            PopulationThresholds people,
            PopulationThresholds services,
            FeatureQuantiles shownQuantiles,
            float[] splitMedians,
            byte[] organisationTables,
            IsolationForest forest) {
        this(
                provider,
                version,
                trainedAt,
                historyFrom,
                historyTo,
                sampleCount,
                seed,
                contamination,
                schemaHash,
                people,
                services,
                shownQuantiles,
                splitMedians,
                organisationTables,
                forest,
                List.of());
    }
}

package io.auditsphere.model.interchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.auditsphere.model.features.FeatureSchema;
import io.auditsphere.model.forest.IsolationForest;
import io.auditsphere.model.snapshot.ModelSnapshot;
import io.auditsphere.model.snapshot.TimeOrderedUuid;
import io.auditsphere.model.threshold.FeatureQuantiles;
import io.auditsphere.model.threshold.PopulationThresholds;
import io.auditsphere.model.threshold.ScoreQuantiles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A forest of another program as its JSON file has it: the trees ({@link ForestJson}) with what the file says of them
 * beside, all of it optional. Immutable.
 *
 * @param kind the kind of source that the rows describe, {@value #DEFAULT_KIND} if the file does not say
 * @param featureNames one name for each feature; {@code feature_0} and so on if the file does not say
 * @param threshold the score from which a row is an anomaly; NaN if the file does not say
 * @param contamination the share of training rows that it was to flag; NaN if the file does not say
 * @param probes how many rows with their scores the file holds; all of them were scored alike
 * @param forest the trees
 */
public record ForestFile(
        String kind,
        List<String> featureNames,
        double threshold,
        double contamination,
        int probes,
        IsolationForest forest) {

    /** What a kind is called that is not named. */
    public static final String DEFAULT_KIND = "imported";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** A name is shown and stored; nothing reasonable is longer. */
    private static final int MAX_NAME = 200;

    private static final String KIND = "[a-z0-9][a-z0-9_-]{0,62}";

    /** What scores may differ by: both sides add float32 leaves in an order of their own. */
    private static final double SCORE_TOLERANCE = 1e-6;

    public ForestFile {
        featureNames = List.copyOf(featureNames);
    }

    /**
     * The forest of this JSON text.
     *
     * @throws IllegalArgumentException if it is none, or scores one of its own probes otherwise than it says; the message
     *     names the field
     */
    public static ForestFile read(String text) {
        JsonNode json;
        try {
            json = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the forest is not JSON: " + e.getOriginalMessage(), e);
        }
        IsolationForest forest = ForestJson.read(json);
        String kind = json.path("kind").asText(DEFAULT_KIND);
        if (!kind.matches(KIND)) {
            throw new IllegalArgumentException(
                    "\"kind\": expected lower-case letters, digits, '_' and '-', at most 63, found \"" + shown(kind)
                            + '"');
        }
        double threshold = json.path("threshold").asDouble(Double.NaN);
        if (threshold < 0 || threshold > 1) {
            throw new IllegalArgumentException("\"threshold\": expected a score in 0..1, found " + threshold);
        }
        double contamination = json.path("contamination").asDouble(Double.NaN);
        if (contamination <= 0 || contamination > 0.5) {
            throw new IllegalArgumentException(
                    "\"contamination\": expected over 0 and at most 0.5, found " + contamination);
        }
        return new ForestFile(
                kind, names(json, forest.width()), threshold, contamination, checkProbes(json, forest), forest);
    }

    private static List<String> names(JsonNode json, int width) {
        JsonNode given = json.path("features");
        List<String> names = new ArrayList<>(width);
        if (given.isMissingNode() || given.isNull()) {
            for (int feature = 0; feature < width; feature++) {
                names.add("feature_" + feature);
            }
            return names;
        }
        for (JsonNode name : given) {
            if (!name.isTextual() || name.asText().isBlank() || name.asText().length() > MAX_NAME) {
                throw new IllegalArgumentException("\"features\"[" + names.size() + "]: expected a name of 1 to "
                        + MAX_NAME + " characters, found " + shown(name.toString()));
            }
            names.add(name.asText());
        }
        if (names.size() != width) {
            throw new IllegalArgumentException(
                    "\"features\": expected " + width + " names, as \"width\" says, found " + names.size());
        }
        return names;
    }

    /** Scores the rows that the file holds; how many. */
    private static int checkProbes(JsonNode json, IsolationForest forest) {
        float[] row = new float[forest.width()];
        int probes = 0;
        for (JsonNode probe : json.path("probes")) {
            JsonNode values = probe.path("row");
            if (values.size() != row.length || !probe.path("score").isNumber()) {
                throw new IllegalArgumentException(
                        "\"probes\"[" + probes + "]: expected a row of " + row.length + " numbers and a score");
            }
            for (int feature = 0; feature < row.length; feature++) {
                row[feature] = (float) values.get(feature).asDouble();
            }
            double expected = probe.path("score").asDouble();
            double found = forest.score(row, 0);
            if (!(Math.abs(found - expected) <= SCORE_TOLERANCE)) {
                throw new IllegalArgumentException("\"probes\"[" + probes + "]: the trees score this row " + found
                        + ", the file says " + expected + "; the file was not written from one forest");
            }
            probes++;
        }
        return probes;
    }

    private static String shown(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    /**
     * The forest as a snapshot of a feature schema of its own, of which no more than kind and names are known: it scores
     * rows of these features, and is refused wherever an audit model is wanted.
     *
     * @param now when it was imported
     */
    public ModelSnapshot snapshot(Instant now) {
        PopulationThresholds thresholds = new PopulationThresholds(
                Double.isNaN(threshold) ? 1 : threshold,
                1,
                Double.isNaN(contamination) ? 0 : contamination,
                0,
                ScoreQuantiles.of(new double[0]));
        float[] unknown = new float[forest.width()];
        Arrays.fill(unknown, Float.NaN);
        return new ModelSnapshot(
                kind,
                TimeOrderedUuid.at(now),
                now,
                now,
                now,
                0,
                0,
                Double.isNaN(contamination) ? 0 : contamination,
                FeatureSchema.hashOfNames(kind, featureNames),
                thresholds,
                thresholds,
                FeatureQuantiles.of(unknown, 1, forest.width()),
                unknown,
                new byte[0],
                forest,
                featureNames);
    }
}

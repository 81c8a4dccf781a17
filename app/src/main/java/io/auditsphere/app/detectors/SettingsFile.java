package io.auditsphere.app.detectors;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.auditsphere.model.scoring.LiveDetectors;
import io.auditsphere.schemas.DetectorSettings;
import io.auditsphere.schemas.DetectorSettingsJson;
import io.auditsphere.schemas.SuppressionRule;
import io.auditsphere.schemas.SuppressionRuleJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * What the topic {@code detector-settings} holds, as one file: {@code {"detectors": [...], "suppressions": [...]}}, for
 * commands that know no Kafka. What a program wrote keeps its versions; what somebody wrote by hand gets that of its
 * content.
 */
public final class SettingsFile {

    private static final List<String> FIELDS = List.of("detectors", "suppressions");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private SettingsFile() {}

    /** What is set over what was shipped, and the suppression rules, as such a file. */
    public static String of(LiveDetectors detectors) {
        ObjectNode root = JSON.createObjectNode();
        var settings = root.putArray("detectors");
        var rules = root.putArray("suppressions");
        try {
            for (DetectorSettings each : detectors.settings().values()) {
                settings.add(JSON.readTree(DetectorSettingsJson.toBytes(each)));
            }
            for (SuppressionRule each : detectors.rules().values()) {
                rules.add(JSON.readTree(SuppressionRuleJson.toBytes(each)));
            }
            return JSON.writeValueAsString(root);
        } catch (IOException e) {
            throw new IllegalStateException("What this program wrote as JSON it cannot read", e);
        }
    }

    /**
     * Puts in force what a file says.
     *
     * @param now when rules without a time of their own are set
     * @throws IllegalArgumentException if the file cannot be read, or a detector refuses its settings; the message says
     *     where and what is allowed
     */
    public static void read(Path file, LiveDetectors detectors, Instant now) {
        try {
            JsonNode root = JSON.readTree(Files.readAllBytes(file));
            if (!root.isObject()) {
                throw new IOException("expected {\"detectors\": [...], \"suppressions\": [...]}, as `auditsphere"
                        + " detectors export` writes it, found " + root.getNodeType());
            }
            for (var field : root.properties()) {
                if (!FIELDS.contains(field.getKey()) || !field.getValue().isArray()) {
                    throw new IOException("expected the lists " + FIELDS + ", found a field that is none of them");
                }
            }
            for (JsonNode settings : root.path("detectors")) {
                take(settings, detectors);
            }
            for (JsonNode rule : root.path("suppressions")) {
                detectors.suppress(rule(rule, now));
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    private static void take(JsonNode node, LiveDetectors detectors) throws IOException {
        boolean versioned = node.hasNonNull("version");
        if (!versioned && node instanceof ObjectNode object) {
            object.put("version", "");
        }
        DetectorSettings read = DetectorSettingsJson.read(JSON.writeValueAsBytes(node));
        DetectorSettings settings = versioned
                ? read
                : DetectorSettingsPublisher.versioned(
                        read.detector(),
                        read.enabled(),
                        read.minimumSeverity(),
                        read.settings(),
                        read.setAt(),
                        read.setBy());
        if (!detectors.set(settings)) {
            throw new IllegalArgumentException("there is no detector \"" + settings.detector() + "\"; there are "
                    + detectors.valuesInForce().keySet());
        }
    }

    private static SuppressionRule rule(JsonNode node, Instant now) throws IOException {
        byte[] json = JSON.writeValueAsBytes(node);
        boolean versioned = node.hasNonNull("version") && node.hasNonNull("set_at");
        return versioned
                ? SuppressionRuleJson.read(json)
                : DetectorSettingsPublisher.versioned(
                        SuppressionRuleJson.readDrafts(json, now, null).get(0));
    }
}

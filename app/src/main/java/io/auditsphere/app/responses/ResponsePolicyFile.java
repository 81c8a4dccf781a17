package io.auditsphere.app.responses;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.auditsphere.model.features.AddressRange;
import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.Severity;
import io.auditsphere.schemas.WireName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads the operator's policy from a JSON file, {@code conf/responses.json} for example. What is not allowed is refused
 * with its place in the file: a policy with a misspelt name must not silently do nothing.
 */
public final class ResponsePolicyFile {

    private static final Pattern ACTION = Pattern.compile("[a-z0-9_-]{1,40}");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Path file;
    private final Function<String, Duration> durations;

    private ResponsePolicyFile(Path file, Function<String, Duration> durations) {
        this.file = file;
        this.durations = durations;
    }

    /**
     * The policy in this file.
     *
     * @param corporate ranges that the configuration names, beside those of the file
     * @param durations reads {@code 90s}, {@code 8h} or {@code 7d}; throws IllegalArgumentException on anything else
     * @throws IllegalArgumentException if the file cannot be read or is no policy; the message says what and where
     */
    public static ResponsePolicy read(Path file, List<AddressRange> corporate, Function<String, Duration> durations) {
        try {
            return new ResponsePolicyFile(file, durations).policy(JSON.readTree(Files.readAllBytes(file)), corporate);
        } catch (IOException e) {
            throw new IllegalArgumentException("responses.policy: " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private ResponsePolicy policy(JsonNode root, List<AddressRange> corporate) {
        only(root, "the policy", "dry_run", "rules", "limits", "break_glass", "corporate_ranges");
        List<ResponsePolicy.Rule> rules = new ArrayList<>();
        int index = 0;
        for (JsonNode rule : array(root, "rules")) {
            rules.add(rule(rule, "rules[" + index++ + "]"));
        }
        Set<String> breakGlass = new HashSet<>();
        texts(root, "break_glass").forEach(account -> breakGlass.add(account.toLowerCase(Locale.ROOT)));
        List<AddressRange> ranges = new ArrayList<>(corporate);
        for (String range : texts(root, "corporate_ranges")) {
            ranges.add(parsed("corporate_ranges", range, AddressRange::parse));
        }
        JsonNode dryRun = root.get("dry_run");
        if (dryRun != null && !dryRun.isBoolean()) {
            throw wrong("dry_run", "true or false", dryRun);
        }
        return new ResponsePolicy(dryRun == null || dryRun.booleanValue(), rules, limits(root), breakGlass, ranges);
    }

    private Map<String, Integer> limits(JsonNode root) {
        Map<String, Integer> limits = new HashMap<>();
        JsonNode node = root.path("limits");
        if (!node.isMissingNode() && !node.isObject()) {
            throw wrong("limits", "an object of action to actions an hour", node);
        }
        node.properties().forEach(limit -> {
            JsonNode count = limit.getValue();
            if (!count.isInt() || count.intValue() < 0 || count.intValue() > ActionHistory.MOST) {
                throw wrong(
                        "limits." + limit.getKey(),
                        "a whole number of actions an hour, 0.." + ActionHistory.MOST,
                        count);
            }
            limits.put(limit.getKey(), count.intValue());
        });
        return limits;
    }

    private ResponsePolicy.Rule rule(JsonNode rule, String at) {
        only(rule, at, "detector", "anomaly_type", "severity", "actions");
        List<ResponsePolicy.Act> acts = new ArrayList<>();
        int index = 0;
        for (JsonNode act : array(rule, "actions")) {
            acts.add(act(act, at + ".actions[" + index++ + "]"));
        }
        if (acts.isEmpty()) {
            throw wrong(at + ".actions", "at least one action", rule.get("actions"));
        }
        Severity severity = constant(rule, at, "severity", Severity.class);
        if (severity == null) {
            throw wrong(at + ".severity", "the least severity, such as \"high\"", null);
        }
        return new ResponsePolicy.Rule(
                text(rule, at, "detector"), constant(rule, at, "anomaly_type", AnomalyType.class), severity, acts);
    }

    private ResponsePolicy.Act act(JsonNode act, String at) {
        only(act, at, "action", "hold", "undo");
        String name = text(act, at, "action");
        if (name == null || !ACTION.matcher(name).matches()) {
            throw wrong(at + ".action", "a name of a-z, 0-9, _ and -, such as \"notify\"", act.get("action"));
        }
        String hold = text(act, at, "hold");
        return new ResponsePolicy.Act(
                name, hold == null ? null : parsed(at + ".hold", hold, durations), text(act, at, "undo"));
    }

    private <E extends Enum<E> & WireName> E constant(JsonNode node, String at, String field, Class<E> type) {
        String name = text(node, at, field);
        if (name == null) {
            return null;
        }
        return WireName.find(type, name).orElseThrow(() -> {
            String allowed = Arrays.stream(type.getEnumConstants())
                    .map(WireName::wireName)
                    .collect(Collectors.joining(", "));
            return wrong(at + "." + field, "one of " + allowed, node.get(field));
        });
    }

    private String text(JsonNode node, String at, String field) {
        JsonNode value = node.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw wrong(at + "." + field, "a text", value);
        }
        return value.textValue();
    }

    private List<String> texts(JsonNode node, String field) {
        List<String> texts = new ArrayList<>();
        for (JsonNode value : array(node, field)) {
            if (!value.isTextual()) {
                throw wrong(field, "a list of texts", value);
            }
            texts.add(value.textValue());
        }
        return texts;
    }

    private JsonNode array(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isMissingNode() && !value.isArray()) {
            throw wrong(field, "a list", value);
        }
        return value;
    }

    private void only(JsonNode node, String at, String... fields) {
        if (!node.isObject()) {
            throw wrong(at, "an object", node);
        }
        Set<String> known = Set.of(fields);
        node.fieldNames().forEachRemaining(field -> {
            if (!known.contains(field)) {
                throw new IllegalArgumentException("responses.policy: " + file + ": " + at + " has no field \"" + field
                        + "\"; there are " + String.join(", ", fields));
            }
        });
    }

    private <T> T parsed(String at, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("responses.policy: " + file + ": " + at + ": " + e.getMessage(), e);
        }
    }

    private IllegalArgumentException wrong(String at, String expected, JsonNode found) {
        String shown = found == null || found.isMissingNode() ? "nothing" : found.toString();
        return new IllegalArgumentException("responses.policy: " + file + ": " + at + ": expected " + expected
                + ", found " + (shown.length() > 200 ? shown.substring(0, 200) + "…" : shown));
    }
}

package io.auditsphere.schemas;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The JSON of a {@link SuppressionRule} as {@code suppression-rule.schema.json} has it. Thread-safe. */
public final class SuppressionRuleJson {

    private static final SerializedString ID = new SerializedString("id");
    private static final SerializedString OWNER = new SerializedString("owner");
    private static final SerializedString REASON = new SerializedString("reason");
    private static final SerializedString EXPIRES_AT = new SerializedString("expires_at");
    private static final SerializedString UP_TO = new SerializedString("up_to");
    private static final SerializedString SCOPE = new SerializedString("scope");
    private static final SerializedString VERSION = new SerializedString("version");
    private static final SerializedString SET_AT = new SerializedString("set_at");
    private static final SerializedString SET_BY = new SerializedString("set_by");

    private static final Map<Severity, SerializedString> SEVERITIES = Json.encoded(Severity.class);

    private SuppressionRuleJson() {}

    /** The rule as UTF-8 JSON. */
    public static byte[] toBytes(SuppressionRule rule) {
        return Json.toBytes(rule, SuppressionRuleJson::write);
    }

    /** Writes the rule as one object. */
    public static void write(SuppressionRule rule, JsonGenerator json) throws IOException {
        json.writeStartObject();
        Json.string(json, ID, rule.id());
        Json.string(json, OWNER, rule.owner());
        Json.string(json, REASON, rule.reason());
        Json.time(json, EXPIRES_AT, rule.expiresAt());
        Json.nullable(json, UP_TO, rule.upTo(), SEVERITIES);
        json.writeFieldName(SCOPE);
        writeScope(rule.scope(), json);
        Json.string(json, VERSION, rule.version());
        Json.time(json, SET_AT, rule.setAt());
        Json.string(json, SET_BY, rule.setBy());
        json.writeEndObject();
    }

    private static void writeScope(SuppressionScope scope, JsonGenerator json) throws IOException {
        json.writeStartObject();
        writeTexts("subjects", scope.subjects(), json);
        writeTexts("detectors", scope.detectors(), json);
        writeTexts(
                "anomaly_types",
                scope.anomalyTypes().stream().map(AnomalyType::wireName).toList(),
                json);
        writeTexts("providers", scope.providers(), json);
        writeTexts("countries", scope.countries(), json);
        writeTexts("networks", scope.networks(), json);
        writeTexts("operations", scope.operations(), json);
        json.writeEndObject();
    }

    private static void writeTexts(String field, List<String> texts, JsonGenerator json) throws IOException {
        if (texts.isEmpty()) {
            return;
        }
        json.writeFieldName(field);
        json.writeStartArray();
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException if the bytes are no such object, or a value is not allowed; the message names the field
     */
    public static SuppressionRule read(byte[] bytes) throws IOException {
        ObjectReader json = ObjectReader.of("suppression rule", bytes);
        return rule(json, json.string("version"), json.time("set_at"), json.nullableString("set_by"));
    }

    /**
     * Reads rules as their owners write them, one object or an array of them: without a version, and what they say of
     * {@code set_at} and {@code set_by} is ignored.
     *
     * @throws IOException if the bytes are no such thing, or a value is not allowed; the message names rule and field
     */
    public static List<SuppressionRule> readDrafts(byte[] bytes, Instant setAt, String setBy) throws IOException {
        List<SuppressionRule> rules = new ArrayList<>();
        for (ObjectReader draft : ObjectReader.oneOrMore("suppression rule", bytes)) {
            rules.add(rule(draft, "", setAt, setBy));
        }
        return rules;
    }

    private static SuppressionRule rule(ObjectReader json, String version, Instant setAt, String setBy)
            throws IOException {
        json.only("id", "owner", "reason", "expires_at", "up_to", "scope", "version", "set_at", "set_by");
        ObjectReader scope = json.nullableObject("scope");
        try {
            if (scope == null) {
                throw new IllegalArgumentException("scope: expected which findings it is about, found nothing");
            }
            return new SuppressionRule(
                    json.string("id"),
                    json.string("owner"),
                    json.string("reason"),
                    json.time("expires_at"),
                    json.nullableConstant("up_to", Severity.class),
                    readScope(scope),
                    version,
                    setAt,
                    setBy);
        } catch (IllegalArgumentException e) {
            throw new IOException(json.contract() + ": " + e.getMessage(), e);
        }
    }

    private static SuppressionScope readScope(ObjectReader scope) throws IOException {
        scope.only("subjects", "detectors", "anomaly_types", "providers", "countries", "networks", "operations");
        List<AnomalyType> types = new ArrayList<>();
        for (String name : scope.strings("anomaly_types")) {
            types.add(AnomalyType.ofWireName(name)
                    .orElseThrow(() -> new IllegalArgumentException("scope.anomaly_types: there is no type \""
                            + (name.length() > 60 ? name.substring(0, 60) + "…" : name) + '"')));
        }
        return new SuppressionScope(
                scope.strings("subjects"),
                scope.strings("detectors"),
                types,
                scope.strings("providers"),
                scope.strings("countries"),
                scope.strings("networks"),
                scope.strings("operations"));
    }
}

package io.auditsphere.schemas;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The JSON of an {@link Anomaly} as {@code anomaly.schema.json} has it. One is written for every event, so the writer is
 * plain calls on a generator with names that were encoded once. The event's fields stand at the top level; those that
 * the event does not have are left out, while what could not be judged is written as null. Thread-safe.
 */
public final class AnomalyJson {

    private static final SerializedString KIND = new SerializedString("kind");
    private static final SerializedString IS_ANOMALY = new SerializedString("is_anomaly");
    private static final SerializedString IS_ALERT = new SerializedString("is_alert");
    private static final SerializedString ANOMALY_SCORE = new SerializedString("anomaly_score");
    private static final SerializedString RISK_SCORE = new SerializedString("risk_score");
    private static final SerializedString CONFIDENCE = new SerializedString("confidence");
    private static final SerializedString ANOMALY_TYPE = new SerializedString("anomaly_type");
    private static final SerializedString SEVERITY = new SerializedString("severity");
    private static final SerializedString CONTRIBUTING_FACTORS = new SerializedString("contributing_factors");
    private static final SerializedString FEATURE = new SerializedString("feature");
    private static final SerializedString VALUE = new SerializedString("value");
    private static final SerializedString TYPICAL = new SerializedString("typical");
    private static final SerializedString CONTRIBUTION = new SerializedString("contribution");
    private static final SerializedString TEXT = new SerializedString("text");
    private static final SerializedString EXPLANATION_METHOD = new SerializedString("explanation_method");
    private static final SerializedString CONTRIBUTIONS = new SerializedString("contributions");
    private static final SerializedString SIGNALS = new SerializedString("signals");
    private static final SerializedString DETECTOR = new SerializedString("detector");
    private static final SerializedString SCORE = new SerializedString("score");
    private static final SerializedString FINDING_ID = new SerializedString("finding_id");
    private static final SerializedString SETTINGS_VERSION = new SerializedString("settings_version");
    private static final SerializedString FEATURES = new SerializedString("features");
    private static final SerializedString MODEL = new SerializedString("model");
    private static final SerializedString VERSION = new SerializedString("version");
    private static final SerializedString TRAINED_AT = new SerializedString("trained_at");
    private static final SerializedString THRESHOLD = new SerializedString("threshold");
    private static final SerializedString ALERT_THRESHOLD = new SerializedString("alert_threshold");
    private static final SerializedString BASELINE = new SerializedString("baseline");
    private static final SerializedString LEARNING = new SerializedString("learning");
    private static final SerializedString STATE = new SerializedString("state");
    private static final SerializedString DAYS_LEFT = new SerializedString("days_left");
    private static final SerializedString LATE = new SerializedString("late");
    private static final SerializedString SCORED_AT = new SerializedString("scored_at");

    private static final Map<AnomalyType, SerializedString> TYPES = Json.encoded(AnomalyType.class);
    private static final Map<Severity, SerializedString> SEVERITIES = Json.encoded(Severity.class);
    private static final Map<ExplanationMethod, SerializedString> METHODS = Json.encoded(ExplanationMethod.class);
    private static final Map<Baseline, SerializedString> BASELINES = Json.encoded(Baseline.class);

    private static final Map<LearningState, SerializedString> LEARNING_STATES = Json.encoded(LearningState.class);

    private AnomalyJson() {}

    /** The result as UTF-8 JSON. */
    public static byte[] toBytes(Anomaly anomaly) {
        return Json.toBytes(anomaly, AnomalyJson::write);
    }

    /** Writes the result as one object. */
    public static void write(Anomaly anomaly, JsonGenerator json) throws IOException {
        json.writeStartObject();
        Json.string(json, KIND, anomaly.kind());
        SubjectJson.write(anomaly.subject(), json);
        EventFields.write(anomaly.event(), json);
        Json.bool(json, IS_ANOMALY, anomaly.isAnomaly());
        Json.bool(json, IS_ALERT, anomaly.isAlert());
        Json.nullable(json, ANOMALY_SCORE, anomaly.anomalyScore());
        json.writeFieldName(RISK_SCORE);
        json.writeNumber(anomaly.riskScore());
        Json.nullable(json, CONFIDENCE, anomaly.confidence());
        Json.nullable(json, ANOMALY_TYPE, anomaly.anomalyType(), TYPES);
        Json.nullable(json, SEVERITY, anomaly.severity(), SEVERITIES);
        writeFactors(anomaly.contributingFactors(), json);
        Json.nullable(json, EXPLANATION_METHOD, anomaly.explanationMethod(), METHODS);
        if (!anomaly.contributions().isEmpty()) {
            writeByName(CONTRIBUTIONS, anomaly.contributions(), json);
        }
        writeSignals(anomaly.signals(), json);
        MutedJson.optional(anomaly.muted(), json);
        writeByName(FEATURES, anomaly.features(), json);
        writeModel(anomaly.model(), json);
        Json.constant(json, BASELINE, anomaly.baseline(), BASELINES);
        writeLearning(anomaly.learning(), json);
        Json.bool(json, LATE, anomaly.late());
        Json.time(json, SCORED_AT, anomaly.scoredAt());
        json.writeEndObject();
    }

    private static void writeFactors(List<ContributingFactor> factors, JsonGenerator json) throws IOException {
        json.writeFieldName(CONTRIBUTING_FACTORS);
        json.writeStartArray();
        for (int i = 0; i < factors.size(); i++) {
            ContributingFactor factor = factors.get(i);
            json.writeStartObject();
            Json.string(json, FEATURE, factor.feature());
            json.writeFieldName(VALUE);
            Json.number(json, factor.value());
            Json.nullable(json, TYPICAL, factor.typical());
            json.writeFieldName(CONTRIBUTION);
            Json.number(json, factor.contribution());
            Json.string(json, TEXT, factor.text());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeSignals(List<SignalReport> signals, JsonGenerator json) throws IOException {
        json.writeFieldName(SIGNALS);
        json.writeStartArray();
        for (int i = 0; i < signals.size(); i++) {
            SignalReport signal = signals.get(i);
            json.writeStartObject();
            Json.string(json, DETECTOR, signal.detector());
            Json.constant(json, ANOMALY_TYPE, signal.anomalyType(), TYPES);
            Json.constant(json, SEVERITY, signal.severity(), SEVERITIES);
            json.writeFieldName(SCORE);
            Json.number(json, signal.score());
            Json.string(json, TEXT, signal.text());
            Json.string(json, FINDING_ID, signal.findingId());
            Json.string(json, SETTINGS_VERSION, signal.settingsVersion());
            MutedJson.optional(signal.muted(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeLearning(List<DetectorLearning> learning, JsonGenerator json) throws IOException {
        json.writeFieldName(LEARNING);
        json.writeStartObject();
        for (int i = 0; i < learning.size(); i++) {
            DetectorLearning detector = learning.get(i);
            json.writeFieldName(detector.detector());
            json.writeStartObject();
            Json.constant(json, STATE, detector.state(), LEARNING_STATES);
            json.writeFieldName(DAYS_LEFT);
            json.writeNumber(detector.daysLeft());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void writeByName(SerializedString name, Map<String, Double> values, JsonGenerator json)
            throws IOException {
        json.writeFieldName(name);
        json.writeStartObject();
        if (values instanceof NamedNumbers numbers) {
            for (int i = 0; i < numbers.size(); i++) {
                json.writeFieldName(numbers.nameAt(i));
                Json.number(json, numbers.numberAt(i));
            }
        } else {
            for (Map.Entry<String, Double> value : values.entrySet()) {
                json.writeFieldName(value.getKey());
                Json.number(json, value.getValue());
            }
        }
        json.writeEndObject();
    }

    private static void writeModel(ModelReference model, JsonGenerator json) throws IOException {
        json.writeFieldName(MODEL);
        if (model == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        Json.string(json, VERSION, model.version());
        Json.time(json, TRAINED_AT, model.trainedAt());
        json.writeFieldName(THRESHOLD);
        Json.number(json, model.threshold());
        json.writeFieldName(ALERT_THRESHOLD);
        Json.number(json, model.alertThreshold());
        json.writeEndObject();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException if the bytes are no such object; the message names the field
     */
    public static Anomaly read(byte[] bytes) throws IOException {
        ObjectReader json = ObjectReader.of("anomaly", bytes);
        List<ContributingFactor> factors = new ArrayList<>();
        for (ObjectReader factor : json.objects("contributing_factors")) {
            factors.add(new ContributingFactor(
                    factor.string("feature"),
                    factor.number("value"),
                    factor.nullableNumber("typical"),
                    factor.number("contribution"),
                    factor.string("text")));
        }
        List<SignalReport> signals = new ArrayList<>();
        for (ObjectReader signal : json.objects("signals")) {
            signals.add(new SignalReport(
                    signal.string("detector"),
                    signal.constant("anomaly_type", AnomalyType.class),
                    signal.constant("severity", Severity.class),
                    signal.number("score"),
                    signal.string("text"),
                    signal.nullableString("finding_id"),
                    signal.nullableString("settings_version"),
                    MutedJson.readOrNull(signal)));
        }
        ObjectReader model = json.nullableObject("model");
        return new Anomaly(
                json.string("kind"),
                json.subject(),
                AuditEventJson.read(bytes),
                json.bool("is_anomaly"),
                json.bool("is_alert"),
                json.nullableNumber("anomaly_score"),
                Math.toIntExact(json.whole("risk_score")),
                json.nullableNumber("confidence"),
                json.nullableConstant("anomaly_type", AnomalyType.class),
                json.nullableConstant("severity", Severity.class),
                List.copyOf(factors),
                json.nullableConstant("explanation_method", ExplanationMethod.class),
                json.numbersByName("contributions"),
                List.copyOf(signals),
                MutedJson.readOrNull(json),
                json.numbersByName("features"),
                model == null ? null : readModel(model),
                json.constant("baseline", Baseline.class),
                readLearning(json),
                json.bool("late"),
                json.time("scored_at"));
    }

    private static List<DetectorLearning> readLearning(ObjectReader json) throws IOException {
        List<DetectorLearning> learning = new ArrayList<>();
        for (Map.Entry<String, ObjectReader> detector :
                json.objectsByName("learning").entrySet()) {
            learning.add(new DetectorLearning(
                    detector.getKey(),
                    detector.getValue().constant("state", LearningState.class),
                    Math.toIntExact(detector.getValue().whole("days_left"))));
        }
        return List.copyOf(learning);
    }

    private static ModelReference readModel(ObjectReader model) throws IOException {
        return new ModelReference(
                model.string("version"),
                model.time("trained_at"),
                model.number("threshold"),
                model.number("alert_threshold"));
    }
}

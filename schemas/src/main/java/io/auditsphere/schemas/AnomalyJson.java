package io.auditsphere.schemas;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The JSON of an {@link Anomaly} as {@code anomaly.schema.json} has it. One is written for every event, so the writer is
 * plain calls on an output that knows names encoded once. The event's fields stand at the top level; those that
 * the event does not have are left out, while what could not be judged is written as null. Thread-safe.
 */
public final class AnomalyJson {

    private static final byte[] KIND = JsonOutput.name("kind");
    private static final byte[] IS_ANOMALY = JsonOutput.name("is_anomaly");
    private static final byte[] IS_ALERT = JsonOutput.name("is_alert");
    private static final byte[] ANOMALY_SCORE = JsonOutput.name("anomaly_score");
    private static final byte[] RISK_SCORE = JsonOutput.name("risk_score");
    private static final byte[] CONFIDENCE = JsonOutput.name("confidence");
    private static final byte[] ANOMALY_TYPE = JsonOutput.name("anomaly_type");
    private static final byte[] SEVERITY = JsonOutput.name("severity");
    private static final byte[] CONTRIBUTING_FACTORS = JsonOutput.name("contributing_factors");
    private static final byte[] FEATURE = JsonOutput.name("feature");
    private static final byte[] VALUE = JsonOutput.name("value");
    private static final byte[] TYPICAL = JsonOutput.name("typical");
    private static final byte[] CONTRIBUTION = JsonOutput.name("contribution");
    private static final byte[] TEXT = JsonOutput.name("text");
    private static final byte[] EXPLANATION_METHOD = JsonOutput.name("explanation_method");
    private static final byte[] CONTRIBUTIONS = JsonOutput.name("contributions");
    private static final byte[] SIGNALS = JsonOutput.name("signals");
    private static final byte[] DETECTOR = JsonOutput.name("detector");
    private static final byte[] SCORE = JsonOutput.name("score");
    private static final byte[] FINDING_ID = JsonOutput.name("finding_id");
    private static final byte[] SETTINGS_VERSION = JsonOutput.name("settings_version");
    private static final byte[] FEATURES = JsonOutput.name("features");
    private static final byte[] MODEL = JsonOutput.name("model");
    private static final byte[] VERSION = JsonOutput.name("version");
    private static final byte[] TRAINED_AT = JsonOutput.name("trained_at");
    private static final byte[] THRESHOLD = JsonOutput.name("threshold");
    private static final byte[] ALERT_THRESHOLD = JsonOutput.name("alert_threshold");
    private static final byte[] BASELINE = JsonOutput.name("baseline");
    private static final byte[] LEARNING = JsonOutput.name("learning");
    private static final byte[] STATE = JsonOutput.name("state");
    private static final byte[] DAYS_LEFT = JsonOutput.name("days_left");
    private static final byte[] LATE = JsonOutput.name("late");
    private static final byte[] SCORED_AT = JsonOutput.name("scored_at");

    private static final byte[][] TYPES = JsonOutput.constants(AnomalyType.class);
    private static final byte[][] SEVERITIES = JsonOutput.constants(Severity.class);
    private static final byte[][] METHODS = JsonOutput.constants(ExplanationMethod.class);
    private static final byte[][] BASELINES = JsonOutput.constants(Baseline.class);

    private static final byte[][] LEARNING_STATES = JsonOutput.constants(LearningState.class);

    private AnomalyJson() {}

    /** The result as UTF-8 JSON. */
    public static byte[] toBytes(Anomaly anomaly) {
        JsonOutput json = JsonOutput.forThread();
        write(anomaly, json);
        return json.toByteArray();
    }

    private static void write(Anomaly anomaly, JsonOutput json) {
        json.beginObject();
        json.text(KIND, anomaly.kind());
        SubjectJson.write(anomaly.subject(), json);
        EventFields.write(anomaly.event(), json);
        json.bool(IS_ANOMALY, anomaly.isAnomaly());
        json.bool(IS_ALERT, anomaly.isAlert());
        json.nullable(ANOMALY_SCORE, anomaly.anomalyScore());
        json.whole(RISK_SCORE, anomaly.riskScore());
        json.nullable(CONFIDENCE, anomaly.confidence());
        json.nullable(ANOMALY_TYPE, anomaly.anomalyType(), TYPES);
        json.nullable(SEVERITY, anomaly.severity(), SEVERITIES);
        writeFactors(anomaly.contributingFactors(), json);
        json.nullable(EXPLANATION_METHOD, anomaly.explanationMethod(), METHODS);
        if (!anomaly.contributions().isEmpty()) {
            writeByName(CONTRIBUTIONS, anomaly.contributions(), json);
        }
        writeSignals(anomaly.signals(), json);
        MutedJson.optional(anomaly.muted(), json);
        writeByName(FEATURES, anomaly.features(), json);
        writeModel(anomaly.model(), json);
        json.constant(BASELINE, anomaly.baseline(), BASELINES);
        writeLearning(anomaly.learning(), json);
        json.bool(LATE, anomaly.late());
        json.time(SCORED_AT, anomaly.scoredAt());
        json.endObject();
    }

    private static void writeFactors(List<ContributingFactor> factors, JsonOutput json) {
        json.beginArray(CONTRIBUTING_FACTORS);
        for (int i = 0; i < factors.size(); i++) {
            ContributingFactor factor = factors.get(i);
            json.beginObject();
            json.text(FEATURE, factor.feature());
            json.number(VALUE, factor.value());
            json.nullable(TYPICAL, factor.typical());
            json.number(CONTRIBUTION, factor.contribution());
            json.text(TEXT, factor.text());
            json.endObject();
        }
        json.endArray();
    }

    private static void writeSignals(List<SignalReport> signals, JsonOutput json) {
        json.beginArray(SIGNALS);
        for (int i = 0; i < signals.size(); i++) {
            SignalReport signal = signals.get(i);
            json.beginObject();
            json.text(DETECTOR, signal.detector());
            json.constant(ANOMALY_TYPE, signal.anomalyType(), TYPES);
            json.constant(SEVERITY, signal.severity(), SEVERITIES);
            json.number(SCORE, signal.score());
            json.text(TEXT, signal.text());
            json.text(FINDING_ID, signal.findingId());
            json.text(SETTINGS_VERSION, signal.settingsVersion());
            MutedJson.optional(signal.muted(), json);
            json.endObject();
        }
        json.endArray();
    }

    private static void writeLearning(List<DetectorLearning> learning, JsonOutput json) {
        json.beginObject(LEARNING);
        for (int i = 0; i < learning.size(); i++) {
            DetectorLearning detector = learning.get(i);
            json.beginObject(detector.detector());
            json.constant(STATE, detector.state(), LEARNING_STATES);
            json.whole(DAYS_LEFT, detector.daysLeft());
            json.endObject();
        }
        json.endObject();
    }

    private static void writeByName(byte[] name, Map<String, Double> values, JsonOutput json) {
        json.beginObject(name);
        int index = 0;
        if (values instanceof NamedNumbers numbers) {
            for (; index < numbers.size(); index++) {
                json.number(index, numbers.nameAt(index), numbers.numberAt(index));
            }
        } else {
            for (Map.Entry<String, Double> value : values.entrySet()) {
                json.number(index++, value.getKey(), value.getValue());
            }
        }
        json.endObject();
    }

    private static void writeModel(ModelReference model, JsonOutput json) {
        if (model == null) {
            json.nil(MODEL);
            return;
        }
        if (json.again(model)) {
            return;
        }
        int start = json.position();
        json.beginObject(MODEL);
        json.text(VERSION, model.version());
        json.time(TRAINED_AT, model.trainedAt());
        json.number(THRESHOLD, model.threshold());
        json.number(ALERT_THRESHOLD, model.alertThreshold());
        json.endObject();
        json.remember(model, start);
    }

    /**
     * Reads what {@link #toBytes} wrote.
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

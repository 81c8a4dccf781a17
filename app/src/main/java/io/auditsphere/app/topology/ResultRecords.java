package io.auditsphere.app.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.auditsphere.app.responses.ResponsePolicy;
import io.auditsphere.model.detect.source.SourceWatch;
import io.auditsphere.model.scoring.ScoredEvent;
import io.auditsphere.schemas.Anomaly;
import io.auditsphere.schemas.AnomalyJson;
import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.AuditEventJson;
import io.auditsphere.schemas.Finding;
import io.auditsphere.schemas.FindingJson;
import io.auditsphere.schemas.FindingState;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Turns what scoring says into records in bytes, so that a size that no topic takes is found before state is changed.
 * Immutable.
 */
final class ResultRecords {

    /** The headers of {@code anomalies}: enough to filter without parsing. */
    static final String EVENT_ID = "event_id";

    static final String IS_ANOMALY = "is_anomaly";
    static final String IS_ALERT = "is_alert";
    static final String ANOMALY_TYPE = "anomaly_type";
    static final String MODEL_VERSION = "model_version";

    private static final byte[] TRUE = "true".getBytes(UTF_8);
    private static final byte[] FALSE = "false".getBytes(UTF_8);
    private static final Header ANOMALY = new RecordHeader(IS_ANOMALY, TRUE);
    private static final Header NO_ANOMALY = new RecordHeader(IS_ANOMALY, FALSE);
    private static final Header ALERT = new RecordHeader(IS_ALERT, TRUE);
    private static final Header NO_ALERT = new RecordHeader(IS_ALERT, FALSE);
    private static final Map<AnomalyType, Header> TYPES = types();

    private final EmitPolicy emit;
    private final int maxBytes;
    private final DeadLetters deadLetters;
    private final ResponsePolicy responses;

    ResultRecords(TopologySettings settings, ResponsePolicy responses) {
        this.responses = responses;
        this.emit = settings.emit();
        this.maxBytes = settings.maxResultBytes();
        this.deadLetters = new DeadLetters(settings.maxDeadLetterBytes());
    }

    /**
     * The records of one scored event, in the order in which they are to be written; null if one of them is over the
     * limit.
     */
    List<Record<byte[], Outgoing>> of(ScoredEvent scored, SourceWatch sources, byte[] userKey, long arrivalMs) {
        Anomaly anomaly = scored.anomaly();
        List<Record<byte[], Outgoing>> records =
                new ArrayList<>(1 + scored.findings().size());
        if (emit == EmitPolicy.ALL || anomaly.isAnomaly()) {
            Outgoing result = new Outgoing(Outgoing.Destination.ANOMALIES, AnomalyJson.toBytes(anomaly));
            records.add(new Record<>(userKey, result, arrivalMs, headers(anomaly)));
        }
        addFindings(scored.findings(), anomaly.event().clientIp(), arrivalMs, records);
        if (scored.attempt() != null) {
            Outgoing attempt =
                    new Outgoing(Outgoing.Destination.ATTEMPTS, scored.attempt().encode());
            for (String subject : sources.subjectsOf(scored.attempt())) {
                records.add(new Record<>(subject.getBytes(UTF_8), attempt, arrivalMs));
            }
        }
        return fit(records) ? records : null;
    }

    /**
     * Findings that no event of this task wrote. One that no topic takes is left out: there is nothing that could be sent
     * back.
     *
     * @param address the source address behind them; null if there is none
     */
    List<Record<byte[], Outgoing>> of(List<Finding> findings, String address, long timestampMs) {
        List<Record<byte[], Outgoing>> records = new ArrayList<>(findings.size());
        addFindings(findings, address, timestampMs, records);
        records.removeIf(each -> !fits(each));
        return records;
    }

    /** The dead letter of an event that was read and cannot be delivered: its normalised JSON and the reason. */
    Record<byte[], Outgoing> undeliverable(
            Record<byte[], Decoded.Event> read, DeadLetters.Coordinates from, String reason, String message) {
        AuditEvent event = read.value().event();
        DeadLetters.Letter letter = deadLetters
                .letter(read.key(), AuditEventJson.toBytes(event), read.headers(), from)
                .because(reason, message);
        return new Record<>(
                letter.key,
                new Outgoing(Outgoing.Destination.DEAD_LETTERS, letter.value),
                read.timestamp(),
                letter.headers);
    }

    private void addFindings(
            List<Finding> findings, String address, long arrivalMs, List<Record<byte[], Outgoing>> records) {
        for (Finding finding : findings) {
            byte[] json = FindingJson.toBytes(finding);
            Outgoing written = new Outgoing(Outgoing.Destination.FINDINGS, json);
            records.add(new Record<>(finding.subject().id().getBytes(UTF_8), written, arrivalMs));
            if (finding.state() != FindingState.CLOSED && finding.muted() == null && responses.wants(finding)) {
                Headers headers = new RecordHeaders();
                if (address != null) {
                    headers.add(ResponseGate.ADDRESS, address.getBytes(UTF_8));
                }
                Outgoing wanted = new Outgoing(Outgoing.Destination.WANTED, json);
                records.add(new Record<>(ResponseGate.KEY, wanted, arrivalMs, headers));
            }
        }
    }

    private boolean fit(List<Record<byte[], Outgoing>> records) {
        for (Record<byte[], Outgoing> each : records) {
            if (!fits(each)) {
                return false;
            }
        }
        return true;
    }

    private boolean fits(Record<byte[], Outgoing> each) {
        return each.value().value().length <= maxBytes;
    }

    private static Headers headers(Anomaly anomaly) {
        Headers headers = new RecordHeaders();
        headers.add(EVENT_ID, anomaly.event().eventId().getBytes(UTF_8));
        headers.add(anomaly.isAnomaly() ? ANOMALY : NO_ANOMALY);
        headers.add(anomaly.isAlert() ? ALERT : NO_ALERT);
        if (anomaly.anomalyType() != null) {
            headers.add(TYPES.get(anomaly.anomalyType()));
        }
        if (anomaly.model() != null) {
            headers.add(MODEL_VERSION, anomaly.model().version().getBytes(UTF_8));
        }
        return headers;
    }

    private static Map<AnomalyType, Header> types() {
        Map<AnomalyType, Header> headers = new EnumMap<>(AnomalyType.class);
        for (AnomalyType type : AnomalyType.values()) {
            headers.put(type, new RecordHeader(ANOMALY_TYPE, type.wireName().getBytes(UTF_8)));
        }
        return headers;
    }
}

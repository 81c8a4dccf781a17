package io.auditsphere.model.detect;

import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.Muted;
import io.auditsphere.schemas.Severity;
import java.nio.BufferUnderflowException;
import java.time.Instant;
import java.util.Arrays;

/**
 * The stored form of {@link UserFindings}. Numbers are unsigned LEB128 unless said otherwise, texts as
 * {@link CompactWriter#text} writes them.
 *
 * <pre>
 * version     1 byte: 1, or 2 if a finding is muted
 * findings    count, then for each:
 *   id        16 bytes
 *   detector  text
 *   kind      1 byte: type * 4 + severity, by the codes below
 *   flags     1 byte: 1 raised, 2 closed, 4 muted
 *   count
 *   first     event time in ms since the epoch, zig-zag
 *   length    last - first, ms
 *   written   count as last written; when that was, relative to first, ms, zig-zag
 *   closed at relative to first, ms, zig-zag; only if closed
 *   text      text
 *   settings  text
 *   muted     only if muted: 1 byte, 0 or one more than the code of the severity told of; rule, owner and reason as
 *             text; until in ms since the epoch, zig-zag; version as text
 *   events    count, then a text each
 * detectors   count, then for each: name as text, length, bytes
 * </pre>
 *
 * The codes of types and severities are those of this format and not the ordinals of the enumerations: the order of the
 * constants below must never change.
 */
final class FindingsCodec {

    static final int VERSION = 1;

    /** What a release that knows no muted findings refuses, since it would read them wrongly. */
    static final int VERSION_WITH_MUTED = 2;

    /** More than are shipped: room that is made at once, whatever damaged bytes say. */
    private static final int USUAL_DETECTORS = 8;

    private static final int RAISED = 1;
    private static final int CLOSED = 2;
    private static final int MUTED = 4;

    private static final AnomalyType[] TYPES = {
        AnomalyType.UNUSUAL_TIMING,
        AnomalyType.UNUSUAL_VOLUME,
        AnomalyType.EXTERNAL_ACCESS,
        AnomalyType.SUSPICIOUS_LOCATION,
        AnomalyType.SENSITIVE_OPERATION,
        AnomalyType.BULK_OPERATION,
        AnomalyType.AUTHENTICATION_FAILURE
    };

    private static final Severity[] SEVERITIES = {Severity.LOW, Severity.MEDIUM, Severity.HIGH, Severity.CRITICAL};

    private FindingsCodec() {}

    static byte[] encode(UserFindings findings) {
        CompactWriter out = new CompactWriter();
        out.oneByte(anyMuted(findings) ? VERSION_WITH_MUTED : VERSION);
        out.unsigned(findings.tracked().size());
        for (TrackedFinding finding : findings.tracked()) {
            encode(finding, out);
        }
        DetectorBytes kept = findings.allDetectorBytes();
        out.unsigned(kept.size());
        for (int i = 0; i < kept.size(); i++) {
            kept.write(i, out);
        }
        return out.toByteArray();
    }

    private static boolean anyMuted(UserFindings findings) {
        for (int i = 0; i < findings.tracked().size(); i++) {
            if (findings.tracked().get(i).isMuted()) {
                return true;
            }
        }
        return false;
    }

    private static void encode(TrackedFinding finding, CompactWriter out) {
        out.eightBytes(finding.id.high());
        out.eightBytes(finding.id.low());
        out.text(finding.detector);
        out.oneByte(code(TYPES, finding.type) * SEVERITIES.length + code(SEVERITIES, finding.severity));
        out.oneByte((finding.raised ? RAISED : 0) | (finding.closed ? CLOSED : 0) | (finding.isMuted() ? MUTED : 0));
        out.unsigned(finding.count);
        out.signed(finding.firstMs);
        out.unsigned(finding.lastMs - finding.firstMs);
        out.unsigned(finding.writtenCount);
        out.signed(finding.writtenMs - finding.firstMs);
        if (finding.closed) {
            out.signed(finding.closedAtMs - finding.firstMs);
        }
        out.text(finding.text);
        out.text(finding.settingsVersion);
        if (finding.isMuted()) {
            encodeMuted(finding, out);
        }
        out.unsigned(finding.eventIds.size());
        for (int i = 0; i < finding.eventIds.size(); i++) {
            out.text(finding.eventIds.get(i));
        }
    }

    private static void encodeMuted(TrackedFinding finding, CompactWriter out) {
        out.oneByte(finding.told == null ? 0 : 1 + code(SEVERITIES, finding.told));
        out.text(finding.muted.rule());
        out.text(finding.muted.owner());
        out.text(finding.muted.reason());
        out.signed(finding.muted.until().toEpochMilli());
        out.text(finding.muted.version());
    }

    private static void decodeMuted(CompactReader in, TrackedFinding finding) {
        int told = in.oneByte();
        finding.told = told == 0 ? null : SEVERITIES[told - 1];
        finding.muted = new Muted(in.text(), in.text(), in.text(), Instant.ofEpochMilli(in.signed()), in.text());
    }

    static boolean hasNoFinding(byte[] bytes) {
        return bytes.length > 1 && (bytes[0] == VERSION || bytes[0] == VERSION_WITH_MUTED) && bytes[1] == 0;
    }

    static UserFindings decode(byte[] bytes) {
        try {
            return decode(new CompactReader(bytes));
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException(
                    "The stored findings of a user are damaged: " + bytes.length
                            + " bytes end, or name a code, where the format allows none; restore the store from its changelog",
                    e);
        }
    }

    private static UserFindings decode(CompactReader in) {
        int version = in.oneByte();
        if (version != VERSION && version != VERSION_WITH_MUTED) {
            throw new IllegalArgumentException(
                    "The stored findings of a user have format version " + version + ", this program reads " + VERSION
                            + " and " + VERSION_WITH_MUTED + ": run the release that wrote them, or a later one");
        }
        UserFindings findings = new UserFindings();
        int count = in.size();
        for (int i = 0; i < count; i++) {
            findings.tracked().add(decodeFinding(in));
        }
        int detectors = in.size();
        findings.allDetectorBytes().expect(Math.min(detectors, USUAL_DETECTORS));
        for (int i = 0; i < detectors; i++) {
            decodeDetector(in, findings);
        }
        findings.markStored();
        return findings;
    }

    private static void decodeDetector(CompactReader in, UserFindings findings) {
        String name = in.detectorName();
        if (name == null) {
            throw new IndexOutOfBoundsException("a detector without a name");
        }
        int length = in.size();
        int to = in.skip(length);
        DetectorBytes kept = findings.allDetectorBytes();
        if (length > 0 && kept.isBehindAll(name) && kept.total() + length <= UserFindings.MAX_DETECTOR_BYTES) {
            kept.append(name, in.array(), to - length, to);
        } else {
            // No encoder writes that; it is taken, or refused, as it would be from a detector.
            findings.keepDetectorBytes(name, Arrays.copyOfRange(in.array(), to - length, to));
        }
    }

    private static TrackedFinding decodeFinding(CompactReader in) {
        FindingId id = new FindingId(in.eightBytes(), in.eightBytes());
        String detector = in.text();
        int kind = in.oneByte();
        int flags = in.oneByte();
        long count = in.unsigned();
        long firstMs = in.signed();
        long lastMs = firstMs + in.unsigned();
        long writtenCount = in.unsigned();
        long writtenMs = firstMs + in.signed();
        boolean closed = (flags & CLOSED) != 0;
        long closedAtMs = closed ? firstMs + in.signed() : 0;
        String text = in.text();
        TrackedFinding finding = new TrackedFinding(id, detector, TYPES[kind / SEVERITIES.length], in.text());
        finding.severity = SEVERITIES[kind % SEVERITIES.length];
        finding.told = finding.severity;
        finding.raised = (flags & RAISED) != 0;
        finding.closed = closed;
        finding.closedAtMs = closedAtMs;
        finding.count = count;
        finding.firstMs = firstMs;
        finding.lastMs = lastMs;
        finding.writtenCount = writtenCount;
        finding.writtenMs = writtenMs;
        finding.text = text;
        if ((flags & MUTED) != 0) {
            decodeMuted(in, finding);
        }
        int ids = in.size();
        for (int i = 0; i < ids; i++) {
            finding.eventIds.add(in.text());
        }
        return finding;
    }

    private static <T> int code(T[] codes, T value) {
        for (int i = 0; i < codes.length; i++) {
            if (codes[i] == value) {
                return i;
            }
        }
        throw new IllegalStateException("No code for " + value + " in the stored form of findings: add one at the end");
    }
}

package io.auditsphere.model.detect.source;

import io.auditsphere.model.detect.CompactReader;
import io.auditsphere.model.detect.CompactWriter;
import io.auditsphere.model.detect.OriginNetwork;
import io.auditsphere.model.suppression.Cause;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * A sign-in whose password was wrong, or that succeeded not long after such a one: what leaves the task of its user for
 * that of its source. Immutable.
 *
 * @param source the address that it came from: IPv4 in full, IPv6 as its /64, since whoever has one has all of it
 * @param userKey {@code provider|user_id}
 * @param eventId the event's id
 * @param timeMs event time, in milliseconds since the epoch
 * @param success whether it succeeded
 * @param strange whether the network is new to a user who has a baseline, and none of the organisation's own
 * @param origin whose network it came from
 */
public record SignInAttempt(
        String source,
        String userKey,
        String eventId,
        long timeMs,
        boolean success,
        boolean strange,
        OriginNetwork origin) {

    private static final int VERSION = 1;
    private static final int SUCCESS = 1;
    private static final int STRANGE = 2;
    /** Absent in what releases wrote that knew no origins: such attempts came from elsewhere. */
    private static final int OWN = 4;

    private static final int CARRIER = 8;

    /** An attempt from a network of which nothing is known. */
    public SignInAttempt(String source, String userKey, String eventId, long timeMs, boolean success, boolean strange) {
        this(source, userKey, eventId, timeMs, success, strange, OriginNetwork.ELSEWHERE);
    }

    /** The attempt as a suppression rule looks at it: its operation and its country did not travel with it. */
    Cause cause() {
        return new Cause(eventId, timeMs, userKey.substring(0, userKey.indexOf('|')), null, source, null);
    }

    /** The compact form, for the topic between the two tasks. */
    public byte[] encode() {
        CompactWriter out = new CompactWriter();
        out.oneByte(VERSION);
        out.oneByte((success ? SUCCESS : 0) | (strange ? STRANGE : 0) | bitOf(origin));
        out.eightBytes(timeMs);
        out.text(source);
        out.text(userKey);
        out.text(eventId);
        return out.toByteArray();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException if the bytes are damaged or of a later version
     */
    public static SignInAttempt decode(byte[] bytes) {
        CompactReader in = new CompactReader(ByteBuffer.wrap(bytes));
        try {
            int version = in.oneByte();
            if (version != VERSION) {
                throw new IllegalArgumentException(
                        "A sign-in attempt of format " + version + "; this version reads " + VERSION);
            }
            int flags = in.oneByte();
            long timeMs = in.eightBytes();
            String source = in.text();
            return new SignInAttempt(
                    source,
                    in.text(),
                    in.text(),
                    timeMs,
                    (flags & SUCCESS) != 0,
                    (flags & STRANGE) != 0,
                    originOf(flags));
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("A sign-in attempt ends too early: " + bytes.length + " bytes", e);
        }
    }

    private static int bitOf(OriginNetwork origin) {
        return switch (origin) {
            case ELSEWHERE -> 0;
            case CARRIER -> CARRIER;
            case OWN -> OWN;
        };
    }

    private static OriginNetwork originOf(int flags) {
        return (flags & OWN) != 0
                ? OriginNetwork.OWN
                : (flags & CARRIER) != 0 ? OriginNetwork.CARRIER : OriginNetwork.ELSEWHERE;
    }
}

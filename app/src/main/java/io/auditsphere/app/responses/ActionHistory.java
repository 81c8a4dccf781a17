package io.auditsphere.app.responses;

import io.auditsphere.model.detect.CompactReader;
import io.auditsphere.model.detect.CompactWriter;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The value under each key of the planner's memory: when things were done, newest last, and a number whose meaning is
 * the key's. Immutable.
 *
 * @param level a number of the key's own: the severity acted on, or how often a hold was repeated
 * @param timesMs times in milliseconds since the epoch, ascending; at most {@value #MOST}
 */
record ActionHistory(int level, List<Long> timesMs) {

    /** More than any limit an hour that a policy may set. */
    static final int MOST = 1000;

    private static final int VERSION = 1;
    private static final ActionHistory NOTHING = new ActionHistory(-1, List.of());

    ActionHistory {
        timesMs = List.copyOf(timesMs.size() > MOST ? timesMs.subList(timesMs.size() - MOST, timesMs.size()) : timesMs);
    }

    /** What the bytes hold; nothing for null and for bytes of another version: limits and holds begin anew then. */
    static ActionHistory decode(byte[] bytes) {
        if (bytes == null || bytes.length == 0 || bytes[0] != VERSION) {
            return NOTHING;
        }
        try {
            CompactReader in = new CompactReader(ByteBuffer.wrap(bytes));
            in.oneByte();
            int level = (int) in.signed();
            List<Long> times = new ArrayList<>();
            long time = 0;
            for (int left = in.size(); left > 0; left--) {
                time += in.signed();
                times.add(time);
            }
            return new ActionHistory(level, times);
        } catch (BufferUnderflowException e) {
            return NOTHING;
        }
    }

    byte[] encode() {
        CompactWriter out = new CompactWriter();
        out.oneByte(VERSION);
        out.signed(level);
        out.unsigned(timesMs.size());
        long before = 0;
        for (long time : timesMs) {
            out.signed(time - before);
            before = time;
        }
        return out.toByteArray();
    }

    /** With one more time, without those before another. */
    ActionHistory with(int newLevel, long timeMs, long forgetBeforeMs) {
        List<Long> times = new ArrayList<>(timesMs);
        times.removeIf(time -> time < forgetBeforeMs);
        times.add(timeMs);
        times.sort(null);
        return new ActionHistory(newLevel, times);
    }

    /** How many of the times are not before this one. */
    int countSince(long fromMs) {
        return (int) timesMs.stream().filter(time -> time >= fromMs).count();
    }

    /** The latest time; {@link Long#MIN_VALUE} if there is none. */
    long latestMs() {
        return timesMs.isEmpty() ? Long.MIN_VALUE : timesMs.get(timesMs.size() - 1);
    }
}

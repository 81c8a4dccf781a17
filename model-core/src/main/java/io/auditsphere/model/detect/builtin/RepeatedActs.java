package io.auditsphere.model.detect.builtin;

import io.auditsphere.model.detect.CompactReader;
import io.auditsphere.model.detect.CompactWriter;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The operations, or the resources, that come again and again in the last five to ten minutes, by their hashes: counts of
 * the present five minutes and of those before, of the {@value #MOST} that were last (a space-saving sketch: Metwally,
 * Agrawal & El Abbadi, ICDT 2005; a newcomer takes the place of the rarest and, unlike there, begins at one, so that a
 * count is never too high). Mutable, for one thread.
 */
final class RepeatedActs {

    /** Keys followed at a time. */
    static final int MOST = 4;

    static final int MAX_BYTES = 5 + 1 + MOST * (5 + 3 + 3);

    private static final int MINUTES = 5;
    private static final int MOST_COUNTED = 1 << 20;

    private int half;
    private int[] keys = {};
    private int[] now = {};
    private int[] before = {};

    static RepeatedActs read(byte[] bytes) {
        RepeatedActs acts = new RepeatedActs();
        if (bytes.length == 0) {
            return acts;
        }
        CompactReader in = new CompactReader(ByteBuffer.wrap(bytes));
        acts.half = (int) in.unsigned();
        int size = Math.min(MOST, in.size());
        acts.keys = new int[size];
        acts.now = new int[size];
        acts.before = new int[size];
        for (int i = 0; i < size; i++) {
            acts.keys[i] = (int) in.unsigned();
            acts.now[i] = (int) in.unsigned();
            acts.before[i] = (int) in.unsigned();
        }
        return acts;
    }

    byte[] encode() {
        CompactWriter out = new CompactWriter();
        out.unsigned(half);
        out.unsigned(keys.length);
        for (int i = 0; i < keys.length; i++) {
            out.unsigned(keys[i] & 0xFFFFFFFFL);
            out.unsigned(now[i]);
            out.unsigned(before[i]);
        }
        return out.toByteArray();
    }

    /**
     * Counts one act.
     *
     * @param key of what it was done to, or by which operation; 0 counts nothing
     * @param minute since the epoch; a late one counts as if it came now
     * @return how often it came in the last five to ten minutes, at least
     */
    int add(int key, int minute) {
        if (key == 0) {
            return 0;
        }
        turn(Math.max(half, Math.max(0, Math.floorDiv(minute, MINUTES))));
        int at = -1;
        for (int i = 0; i < keys.length; i++) {
            at = keys[i] == key ? i : at;
        }
        if (at < 0) {
            at = place();
            keys[at] = key;
            now[at] = 0;
            before[at] = 0;
        }
        now[at] = Math.min(MOST_COUNTED, now[at] + 1);
        return now[at] + before[at];
    }

    private void turn(int present) {
        if (present == half) {
            return;
        }
        boolean next = present == half + 1;
        for (int i = 0; i < keys.length; i++) {
            before[i] = next ? now[i] : 0;
            now[i] = 0;
        }
        half = present;
    }

    private int place() {
        if (keys.length < MOST) {
            keys = Arrays.copyOf(keys, keys.length + 1);
            now = Arrays.copyOf(now, keys.length);
            before = Arrays.copyOf(before, keys.length);
            return keys.length - 1;
        }
        int rarest = 0;
        for (int i = 1; i < keys.length; i++) {
            rarest = now[i] + before[i] < now[rarest] + before[rarest] ? i : rarest;
        }
        return rarest;
    }
}

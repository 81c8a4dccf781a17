package io.auditsphere.model.detect.source;

import io.auditsphere.model.detect.CompactReader;
import io.auditsphere.model.detect.CompactWriter;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Whose passwords were wrong from one source, or from all sources of a provider, in the last day: for each user the
 * latest failure, to the minute. At most {@link #MOST} users are held, the latest ones, in at most {@value #MAX_BYTES}
 * bytes; who is counted stands as a hash. Mutable, for one thread.
 */
final class SourceActivity {

    /** Users that are held: more than any threshold asks for. */
    static final int MOST = 200;

    /** What {@link #encode} takes at most: hash, minute, source and flags of each user. */
    static final int MAX_BYTES = 16 + MOST * 17;

    private static final int VERSION = 2;
    private static final int STRANGE = 1;
    private static final int RESOLVED = 2;

    /** Whoever mistypes his own password gets it right, or has it reset, within minutes. */
    private static final int RESOLVED_MINUTES = 15;

    private static final long MINUTE_MS = 60_000;
    /** The hour, in minutes. */
    static final int HOUR = 60;

    private static final int DAY_MINUTES = 24 * HOUR;

    private long[] users = new long[4];
    private long[] minutes = new long[4];
    private int[] sources = new int[4];
    private boolean[] strange = new boolean[4];
    /** Who succeeded from the same source minutes after his latest failure: an owner and no guess. */
    private boolean[] resolved = new boolean[4];

    private int size;

    SourceActivity() {}

    /** What the bytes hold; nothing for null and for what another version wrote: it is a day's memory. */
    static SourceActivity decode(byte[] bytes) {
        SourceActivity activity = new SourceActivity();
        if (bytes == null || bytes.length == 0 || bytes[0] != VERSION) {
            return activity;
        }
        try {
            CompactReader in = new CompactReader(ByteBuffer.wrap(bytes));
            in.oneByte();
            int count = Math.min(MOST, in.size());
            long newest = in.unsigned();
            for (int i = 0; i < count; i++) {
                long user = in.eightBytes();
                long minute = newest - in.unsigned();
                int source = (int) in.unsigned();
                int flags = in.oneByte();
                activity.append(user, minute, source, (flags & STRANGE) != 0, (flags & RESOLVED) != 0);
            }
            return activity;
        } catch (BufferUnderflowException e) {
            return new SourceActivity();
        }
    }

    byte[] encode() {
        CompactWriter out = new CompactWriter();
        out.oneByte(VERSION);
        out.unsigned(size);
        long newest = newest();
        out.unsigned(newest);
        for (int i = 0; i < size; i++) {
            out.eightBytes(users[i]);
            out.unsigned(newest - minutes[i]);
            out.unsigned(sources[i] & 0xFFFFFFFFL);
            out.oneByte((strange[i] ? STRANGE : 0) | (resolved[i] ? RESOLVED : 0));
        }
        return out.toByteArray();
    }

    /** Notes a failure; what lies more than a day before the newest is forgotten. */
    void add(SignInAttempt failure) {
        long user = hash(failure.userKey());
        long minute = Math.max(0, failure.timeMs() / MINUTE_MS);
        int at = indexOf(user);
        if (at >= 0) {
            resolved[at] &= minute <= minutes[at];
            minutes[at] = Math.max(minutes[at], minute);
            strange[at] |= failure.strange();
            sources[at] = (int) hash(failure.source());
        } else {
            if (size == MOST) {
                remove(oldest());
            }
            append(user, minute, (int) hash(failure.source()), failure.strange(), false);
        }
        forgetBefore(newest() - DAY_MINUTES);
    }

    /** Notes a success; true if it resolves a failure of the same user that was not resolved before. */
    boolean resolve(SignInAttempt success) {
        int at = indexOf(hash(success.userKey()));
        if (at < 0 || resolved[at] || sources[at] != (int) hash(success.source())) {
            return false;
        }
        long since = success.timeMs() / MINUTE_MS - minutes[at];
        resolved[at] = since >= 0 && since <= RESOLVED_MINUTES;
        return resolved[at];
    }

    /** Whether this user's password was wrong here within the day. */
    boolean failed(String userKey) {
        return indexOf(hash(userKey)) >= 0;
    }

    /** Users whose latest failure lies within so many minutes before this time. */
    int users(long timeMs, int withinMinutes, boolean strangeOnly) {
        int count = 0;
        for (int i = 0; i < size; i++) {
            count += within(i, timeMs, withinMinutes) && (strange[i] || !strangeOnly) ? 1 : 0;
        }
        return count;
    }

    /** The same without those who have got in from the same source since. */
    int unresolvedUsers(long timeMs, int withinMinutes) {
        int count = 0;
        for (int i = 0; i < size; i++) {
            count += within(i, timeMs, withinMinutes) && !resolved[i] ? 1 : 0;
        }
        return count;
    }

    /** Different sources of those users to whom the network was new. */
    int strangeSources(long timeMs, int withinMinutes) {
        int[] seen = new int[size];
        int count = 0;
        for (int i = 0; i < size; i++) {
            if (strange[i] && within(i, timeMs, withinMinutes)) {
                seen[count++] = sources[i];
            }
        }
        return (int) Arrays.stream(seen, 0, count).distinct().count();
    }

    /** Event time of the newest failure, in milliseconds since the epoch, to the minute; 0 if there is none. */
    long newestMs() {
        return newest() * MINUTE_MS;
    }

    private boolean within(int index, long timeMs, int withinMinutes) {
        long age = timeMs / MINUTE_MS - minutes[index];
        return age >= 0 && age < withinMinutes;
    }

    private long newest() {
        long newest = 0;
        for (int i = 0; i < size; i++) {
            newest = Math.max(newest, minutes[i]);
        }
        return newest;
    }

    private int oldest() {
        int oldest = 0;
        for (int i = 1; i < size; i++) {
            oldest = minutes[i] < minutes[oldest] ? i : oldest;
        }
        return oldest;
    }

    private void forgetBefore(long minute) {
        for (int i = size - 1; i >= 0; i--) {
            if (minutes[i] < minute) {
                remove(i);
            }
        }
    }

    private int indexOf(long user) {
        for (int i = 0; i < size; i++) {
            if (users[i] == user) {
                return i;
            }
        }
        return -1;
    }

    private void append(long user, long minute, int source, boolean isStrange, boolean isResolved) {
        if (size == users.length) {
            users = Arrays.copyOf(users, size * 2);
            minutes = Arrays.copyOf(minutes, size * 2);
            sources = Arrays.copyOf(sources, size * 2);
            strange = Arrays.copyOf(strange, size * 2);
            resolved = Arrays.copyOf(resolved, size * 2);
        }
        users[size] = user;
        minutes[size] = minute;
        sources[size] = source;
        resolved[size] = isResolved;
        strange[size++] = isStrange;
    }

    /** The last one takes the place: the order means nothing. */
    private void remove(int index) {
        size--;
        users[index] = users[size];
        minutes[index] = minutes[size];
        sources[index] = sources[size];
        resolved[index] = resolved[size];
        strange[index] = strange[size];
    }

    /** 64 bits of SHA-256: nobody makes his guesses count as one user's. */
    private static long hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256, this one has not", e);
        }
    }
}

package io.auditsphere.model.detect.builtin;

import io.auditsphere.model.detect.CompactReader;
import io.auditsphere.model.detect.DetectorInput;
import io.auditsphere.model.detect.UserView;

/** How the built-in detectors find their own bytes: the first one is the version of the format. */
final class OwnBytes {

    private static final long DAY_MS = 86_400_000;

    private OwnBytes() {}

    /**
     * A reader behind the version byte; null if nothing is kept, or if another release kept it in a format that this one
     * does not read: a detector's memory is a habit, and is learnt again.
     */
    static CompactReader read(DetectorInput input, int version) {
        return behindVersion(input.reader(), version);
    }

    /**
     * For how long something is noted of a user, in units of time; 0 if nothing is.
     *
     * @param version of a format whose first field says since when, in those units since the epoch
     * @param unitMs the unit, in milliseconds
     */
    static long noted(UserView user, int version, long unitMs) {
        CompactReader in = behindVersion(user.reader(), version);
        return in == null ? 0 : Math.max(0, user.nowMs() / unitMs - in.signed());
    }

    /** Days until something is noted for so many of them, the begun one included. */
    static long daysLeft(int days, long notedMs) {
        return days - notedMs / DAY_MS;
    }

    private static CompactReader behindVersion(CompactReader reader, int version) {
        return reader == null || reader.oneByte() != version ? null : reader;
    }
}

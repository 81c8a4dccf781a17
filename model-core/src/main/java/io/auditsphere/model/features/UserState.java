package io.auditsphere.model.features;

/** What is kept of one user between events: first body. */
public final class UserState {

    private static final int VERSION = 1;

    private long newestMs = Long.MIN_VALUE;

    private UserState() {}

    /** The state of a user who was never seen. */
    public static UserState empty() {
        return new UserState();
    }

    /**
     * The state from its two stored parts; null means that there is none.
     *
     * @throws StateFormatException if the bytes are cut, damaged or of a newer version
     */
    public static UserState decode(byte[] activity, byte[] history) {
        UserState state = new UserState();
        if (activity != null) {
            state.newestMs = newestMs(activity);
        }
        return state;
    }

    /** What changes with each event. */
    public byte[] encodeActivity() {
        StateWriter out = new StateWriter(16);
        out.writeByte(VERSION);
        out.writeSigned(newestMs);
        return out.toByteArray();
    }

    /** What changes when something is learnt. */
    public byte[] encodeHistory() {
        return new byte[] {VERSION};
    }

    /** Whether the history differs from the one that was decoded, and so must be stored. */
    public boolean historyChanged() {
        return false;
    }

    /** The newest time of the user's events, none of them taken as later than its arrival; Long.MIN_VALUE if none. */
    public long newestMs() {
        return newestMs;
    }

    /** The same from stored bytes, without decoding the rest. */
    public static long newestMs(byte[] activity) {
        StateReader in = new StateReader("user activity", activity);
        in.readVersion(VERSION);
        return in.readSigned();
    }

    void advance(long timeMs) {
        newestMs = Math.max(newestMs, timeMs);
    }
}

package io.auditsphere.model.features;

/**
 * What is kept of one user between events, in two parts that are stored apart because one changes with each event and the
 * other only when something is learnt. {@link FeatureEngine#observe} changes it; decode, observe, then store the activity,
 * and the history if {@link #historyChanged()}.
 *
 * <p>Size: a typical user takes under 1 KB in both parts, the busiest under 8 KB; every list in it has a bound. Formats
 * are versioned by their first byte, and what a later release adds begins empty in states of an older version.
 *
 * <p>Encoding and decoding between two events changes nothing that is ever computed from the state. Mutable, for one
 * thread.
 */
public final class UserState {

    private static final int VERSION = 1;
    private static final long NEVER = Long.MIN_VALUE;

    /** More than one event adds to the stored bytes. */
    private static final int ROOM_TO_GROW = 64;

    private int activityLength = 256;
    private long newestMs = NEVER;
    /** The minute that windows were last moved on to; none after decoding. */
    private int advancedTo = Integer.MIN_VALUE;

    private EventWindows windows;
    private DistinctWindow sites;
    /** Providers have hundreds of operations, not thousands: over 256 in four days only a forger has. */
    private DistinctWindow operations;

    private BurstWindow bursts;
    private RecentClicks clicks;
    private DayRecord day;
    private UserHistory history;

    private UserState(UserHistory history) {
        this.history = history;
    }

    /** Makes this the state of a user who was never seen. */
    void forget() {
        newestMs = NEVER;
        advancedTo = Integer.MIN_VALUE;
        history = UserHistory.empty();
        history.markChanged();
        beginActivity();
    }

    private void beginActivity() {
        windows = new EventWindows();
        sites = new DistinctWindow(Minutes.DAY, true);
        operations = new DistinctWindow(Minutes.DAY, false);
        bursts = new BurstWindow();
        clicks = new RecentClicks();
        day = new DayRecord();
    }

    /** The state of a user who was never seen. */
    public static UserState empty() {
        return decode(null, null);
    }

    /**
     * The state from its two stored parts; null means that a part was never stored, or has been forgotten.
     *
     * @throws StateFormatException if the bytes are cut, damaged or of a newer version
     */
    public static UserState decode(byte[] activity, byte[] history) {
        UserState state = new UserState(history == null ? UserHistory.empty() : UserHistory.decode(history));
        if (activity == null) {
            state.beginActivity();
        } else {
            state.readActivity(activity);
        }
        return state;
    }

    /** The part that changes with each event, in its stored form. */
    public byte[] encodeActivity() {
        int newest = newestMinute();
        StateWriter out = new StateWriter(activityLength + ROOM_TO_GROW);
        out.writeByte(VERSION);
        out.writeSigned(newestMs);
        windows.write(out, newest);
        sites.write(out, newest);
        operations.write(out, newest);
        bursts.write(out, newest);
        clicks.write(out, newestMs);
        day.write(out, newest);
        return out.toByteArray();
    }

    /** The part that changes when something is learnt, in its stored form. */
    public byte[] encodeHistory() {
        return history.encode();
    }

    /** Whether the history differs from the one that was decoded, and so must be stored. */
    public boolean historyChanged() {
        return history.changed();
    }

    /** Says that both parts have been stored as they are now. */
    public void markStored() {
        history.markStored();
    }

    /**
     * Time of the user's newest event, none of them taken as later than its arrival, in milliseconds since the epoch;
     * {@link Long#MIN_VALUE} if there was none.
     */
    public long newestMs() {
        return newestMs;
    }

    /**
     * The same from the stored activity, without reading the rest of it: for punctuations that drop silent users.
     *
     * @throws StateFormatException if the bytes are cut or of a newer version
     */
    public static long newestMs(byte[] activity) {
        StateReader in = new StateReader("user activity", activity);
        in.readVersion(VERSION);
        return in.readSigned();
    }

    /**
     * Whether the stored history, null if there is none, makes a baseline by itself, without the present day's events.
     *
     * @throws StateFormatException if the bytes are cut, damaged or of a newer version
     */
    public static boolean isEstablished(byte[] history) {
        return history != null && UserHistory.decode(history).isEstablished(0);
    }

    /** The day in the user's zone that his newest event belongs to, in days since the epoch; any number for a new user. */
    public int localDay() {
        return day.day();
    }

    /**
     * Days until the user has a baseline, if he goes on as he does; at least 1. Of use while he has none.
     *
     * @see Observation#learning()
     */
    public int baselineDaysLeft() {
        return history.baselineDaysLeft(day.taught());
    }

    /** Whole days that taught the user's baseline, the present one left out. */
    public int baselineDays() {
        return history.baselineDays();
    }

    boolean isNew() {
        return newestMs == NEVER;
    }

    int newestMinute() {
        return Minutes.of(newestMs);
    }

    /** Moves the newest time on, if this is later, and lets go of what nothing can ask for any more. */
    void advance(long timeMs, int horizonMinutes) {
        newestMs = Math.max(newestMs, timeMs);
        int newest = newestMinute();
        if (newest != advancedTo) {
            // Within a minute nothing comes to be let go of: what counts is never older than the horizon.
            windows.advance(newest, horizonMinutes);
            sites.forgetBefore(newest - horizonMinutes - Minutes.DAY);
            operations.forgetBefore(newest - horizonMinutes - Minutes.DAY);
            advancedTo = newest;
        }
        bursts.advance(newest);
        day.advance(newest);
    }

    EventWindows windows() {
        return windows;
    }

    DistinctWindow sites() {
        return sites;
    }

    DistinctWindow operations() {
        return operations;
    }

    BurstWindow bursts() {
        return bursts;
    }

    RecentClicks clicks() {
        return clicks;
    }

    DayRecord day() {
        return day;
    }

    UserHistory history() {
        return history;
    }

    private void readActivity(byte[] activity) {
        activityLength = activity.length;
        StateReader in = new StateReader("user activity", activity);
        in.readVersion(VERSION);
        newestMs = in.readSigned();
        int newest = newestMinute();
        windows = EventWindows.read(in, newest);
        sites = DistinctWindow.read(in, Minutes.DAY, true, newest);
        operations = DistinctWindow.read(in, Minutes.DAY, false, newest);
        bursts = BurstWindow.read(in, newest);
        clicks = RecentClicks.read(in, newestMs);
        day = DayRecord.read(in, newest);
        in.expectEnd();
    }
}

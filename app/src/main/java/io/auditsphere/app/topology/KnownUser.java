package io.auditsphere.app.topology;

import io.auditsphere.model.detect.KnownTo;
import io.auditsphere.model.detect.UserFindings;
import io.auditsphere.model.features.UserState;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * One user in the memory of a task: the bytes that are stored of him and, from his first event after a commit until the
 * next commit, the same as objects, to be changed in place. Mutable, for one task's thread.
 */
final class KnownUser {

    /** This object, the arrays' headers, a key of 30 bytes, and the places in map and ring (JDK 17, counted). */
    private static final int BYTES_AT_LEAST = 260;

    private final Bytes key;
    private byte[] activity;
    private byte[] history;
    private byte[] findings;
    /** Null while only the bytes are kept. */
    private UserState state;

    private UserFindings open;
    /** Which detectors knew him when he was written down, so that they need not be asked again on the same day; or null. */
    private KnownTo knownTo;

    /** Whether the objects differ from the bytes. */
    boolean dirty;
    /** Whether he had an event since the hand of the clock came by. */
    boolean asked;
    /** His place in the ring. */
    int place;
    /** The task's notes that came after the bytes begin here. */
    int firstNote;
    /** What the budget was told. */
    int taken;

    private KnownUser(Bytes key) {
        this.key = key;
    }

    /**
     * The user of this key as the stores have him. Of whom there is no activity, which each event changes, there is
     * nothing: most look-ups of strangers end there.
     */
    static KnownUser read(
            Bytes key,
            KeyValueStore<Bytes, byte[]> activity,
            KeyValueStore<Bytes, byte[]> history,
            KeyValueStore<Bytes, byte[]> findings) {
        KnownUser user = new KnownUser(key);
        user.activity = activity.get(key);
        if (user.activity != null) {
            user.history = history.get(key);
            user.findings = findings.get(key);
        }
        return user;
    }

    Bytes key() {
        return key;
    }

    /** To be changed in place while {@link #isOpen}. */
    UserState state() {
        return state;
    }

    /** To be changed in place while {@link #isOpen}. */
    UserFindings findings() {
        return open;
    }

    boolean isOpen() {
        return state != null;
    }

    /**
     * Makes objects of the bytes; what the objects were is lost, and what is known without being stored is as it was when
     * the bytes were written.
     *
     * @throws RuntimeException if the bytes are damaged; nothing has changed then
     */
    void open() {
        UserState decoded = UserState.decode(activity, history);
        open = UserFindings.decode(findings);
        open.stillKnownTo(knownTo);
        state = decoded;
    }

    /** Lets go of the objects. */
    void close() {
        knownTo = open.knownTo();
        state = null;
        open = null;
    }

    /** Stores what changed. Computes everything before the first put: what was put before an exception stays put. */
    void write(UserMemory stores) {
        byte[] newActivity = state.encodeActivity();
        byte[] newHistory = state.historyChanged() ? state.encodeHistory() : history;
        byte[] newFindings = !open.changed() ? findings : open.isEmpty() ? null : open.encode();
        stores.putActivity(key, newActivity);
        activity = newActivity;
        if (state.historyChanged()) {
            stores.putHistory(key, newHistory);
            history = newHistory;
        }
        if (open.changed()) {
            stores.putFindings(key, newFindings);
            findings = newFindings;
        }
        state.markStored();
        open.markStored();
        dirty = false;
    }

    /** What he takes of the heap as he is, in bytes. */
    int takes() {
        int stored = length(activity) + length(history) + length(findings);
        return BYTES_AT_LEAST + stored + (isOpen() ? MemoryBudget.ofStored(stored) : 0);
    }

    private static int length(byte[] stored) {
        return stored == null ? 0 : stored.length;
    }
}

package io.auditsphere.app.topology;

import io.auditsphere.model.detect.UserFindings;
import io.auditsphere.model.features.UserState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The users of one task that had events lately, as objects: reading a user's state from its bytes and writing it back
 * cost more than all that is computed from it. What changed is written to the stores before each commit, and when a user
 * makes room for another.
 *
 * <p><b>Nothing is half done.</b> Scoring changes the objects in place. Where it fails, the user is taken back to what
 * the stores have, and the events since then, of which a note is kept, are done again: the same events on the same state
 * give the same state. Where there are very many between two commits, all is written down earlier, so that the notes stay
 * few.
 *
 * <p>All tasks of a process share one {@link MemoryBudget}. For one task's thread.
 */
final class UserMemory implements TaskMemory {

    /** Events of the task that are remembered to be done again: some 20 MB with all that is in them. */
    private static final int MAX_NOTES = 20_000;

    /** Findings are quiet after an hour: looking once a minute of event time closes them in good time. */
    private static final long FINDINGS_PASS_MS = 60_000;

    private final KeyValueStore<Bytes, byte[]> activity;
    private final KeyValueStore<Bytes, byte[]> history;
    private final KeyValueStore<Bytes, byte[]> findings;
    private final MemoryBudget budget;
    private final FindingHolders holders;
    private final Map<Bytes, User> users = new HashMap<>(256);
    /**
     * The same users, for the hand of a clock to go round when room is needed: who had an event since it last came by
     * stays. Keeping them in the order of their events instead touches two others at each event, which is two misses of
     * the processor's cache.
     */
    private final List<User> ring = new ArrayList<>();

    private int hand;
    private final List<User> changed = new ArrayList<>();
    private int notes;

    /** A memory in front of these three stores. */
    UserMemory(
            KeyValueStore<Bytes, byte[]> activity,
            KeyValueStore<Bytes, byte[]> history,
            KeyValueStore<Bytes, byte[]> findings,
            MemoryBudget budget) {
        this.activity = activity;
        this.history = history;
        this.findings = findings;
        this.budget = budget;
        this.holders = new FindingHolders(findings, FINDINGS_PASS_MS);
    }

    /** Makes one of the three stores of this name for each task. Its changelog is compacted, as that of any other. */
    static StoreBuilder<StoreWithMemory<KeyValueStore<Bytes, byte[]>, UserMemory>> store(String name) {
        return StoreWithMemory.inFrontOf(Stores.keyValueStoreBuilder(
                        WriteBackStore.inFrontOf(Stores.persistentKeyValueStore(name)),
                        Serdes.Bytes(),
                        Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingEnabled(Map.of()));
    }

    /** The memory of this task: all its processors that ask for it get the same. */
    static UserMemory of(ProcessorContext<?, ?> context, MemoryBudget budget) {
        StoreWithMemory<KeyValueStore<Bytes, byte[]>, UserMemory> activity = context.getStateStore(Names.USER_ACTIVITY);
        if (activity.memory() == null) {
            StoreWithMemory<KeyValueStore<Bytes, byte[]>, UserMemory> history =
                    context.getStateStore(Names.USER_HISTORY);
            StoreWithMemory<KeyValueStore<Bytes, byte[]>, UserMemory> findings = context.getStateStore(Names.FINDINGS);
            UserMemory memory = new UserMemory(activity.stored(), history.stored(), findings.stored(), budget);
            activity.attach(memory);
            history.attach(memory);
            findings.attach(memory);
        }
        return activity.memory();
    }

    /** One user: his state and his findings, to be changed in place, then {@link #changed} or {@link #takeBack}. */
    static final class User {
        private final Bytes key;
        private final List<Note> notes = new ArrayList<>(4);
        private UserState state;
        private UserFindings open;
        private boolean dirty;
        /** Since the hand came by. */
        private boolean asked;
        /** In the ring. */
        private int place;

        private int activityBytes;
        private int historyBytes;
        private int findingsBytes;
        /** What the budget was told. */
        private int taken;

        private User(Bytes key) {
            this.key = key;
        }

        UserState state() {
            return state;
        }

        UserFindings findings() {
            return open;
        }
    }

    /** How an event that was done is done again. */
    @FunctionalInterface
    interface Note {
        void repeat(UserState state, UserFindings findings);
    }

    /**
     * The user of this key, empty if nothing is known of him.
     *
     * @throws RuntimeException if what is stored of him is damaged; nothing has changed then
     */
    User of(Bytes key) {
        User known = users.get(key);
        if (known != null) {
            known.asked = true;
            return known;
        }
        User user = new User(key);
        read(user);
        users.put(key, user);
        user.place = ring.size();
        ring.add(user);
        account(user);
        makeRoom(user);
        return user;
    }

    /** Says that an event has been done; {@code note} does it again should a later one fail. */
    void changed(User user, Note note) {
        if (!user.dirty) {
            user.dirty = true;
            changed.add(user);
        }
        user.notes.add(note);
        if (++notes >= MAX_NOTES) {
            writeDown();
        }
    }

    /** Takes a user back to what he was before the event at hand. */
    void takeBack(User user) {
        read(user);
        for (Note note : user.notes) {
            note.repeat(user.state, user.open);
        }
    }

    /** Writes down all that changed. */
    @Override
    public void writeDown() {
        for (User user : changed) {
            if (user.dirty) {
                write(user);
            }
        }
        changed.clear();
        notes = 0;
    }

    /** Forgets the object of one user, of whom everything has been written down: his bytes are about to change. */
    void forget(Bytes key) {
        User user = users.get(key);
        if (user != null) {
            remove(user);
        }
    }

    /** Forgets all objects, written down or not. */
    @Override
    public void forgetAll() {
        users.values().forEach(user -> budget.give(user.taken));
        users.clear();
        ring.clear();
        changed.clear();
        notes = 0;
        holders.forgetAll();
    }

    KeyValueStore<Bytes, byte[]> activity() {
        return activity;
    }

    KeyValueStore<Bytes, byte[]> history() {
        return history;
    }

    /** What is stored of a user's findings and of what detectors keep; null for nothing. */
    byte[] findingsOf(Bytes key) {
        return findings.get(key);
    }

    /** The users of whom {@link #putFindings} was told that they have findings, and those of an earlier run. */
    FindingHolders holders() {
        return holders;
    }

    /** Stores a user's findings; null deletes them. */
    void putFindings(Bytes key, byte[] value) {
        findings.put(key, value);
        holders.stored(key, value);
    }

    /** Deletes a user; what makes him known goes last, so that a crash on the way leaves one that is found again. */
    void delete(Bytes key) {
        forget(key);
        putFindings(key, null);
        history.delete(key);
        activity.delete(key);
    }

    /** Of whom there is no activity, which each event changes, there is nothing: most events of strangers end there. */
    private void read(User user) {
        byte[] storedActivity = activity.get(user.key);
        byte[] storedHistory = storedActivity == null ? null : history.get(user.key);
        byte[] storedFindings = storedActivity == null ? null : findings.get(user.key);
        user.state = UserState.decode(storedActivity, storedHistory);
        user.open = UserFindings.decode(storedFindings);
        user.activityBytes = length(storedActivity);
        user.historyBytes = length(storedHistory);
        user.findingsBytes = length(storedFindings);
    }

    private void account(User user) {
        int takes = MemoryBudget.ofStored(user.activityBytes + user.historyBytes + user.findingsBytes);
        budget.take(takes - user.taken);
        user.taken = takes;
    }

    /** Computes everything before the first put: what was put before an exception stays put. */
    private void write(User user) {
        UserFindings open = user.open;
        byte[] newActivity = user.state.encodeActivity();
        byte[] newHistory = user.state.historyChanged() ? user.state.encodeHistory() : null;
        byte[] newFindings = open.changed() && !open.isEmpty() ? open.encode() : null;
        activity.put(user.key, newActivity);
        user.activityBytes = newActivity.length;
        if (newHistory != null) {
            history.put(user.key, newHistory);
            user.historyBytes = newHistory.length;
        }
        if (open.changed()) {
            putFindings(user.key, newFindings);
            user.findingsBytes = length(newFindings);
        }
        user.state.markStored();
        open.markStored();
        user.notes.clear();
        user.dirty = false;
        account(user);
    }

    /** Of the users that had no event for long, as many as it takes; never the one at hand. */
    private void makeRoom(User present) {
        // Two turns at most: the first may find that all have been asked for.
        for (int steps = 2 * ring.size(); budget.exceeded() && steps > 0; steps--) {
            hand = hand < ring.size() ? hand : 0;
            User user = ring.get(hand++);
            if (user == present || user.asked) {
                user.asked = false;
                continue;
            }
            if (user.dirty) {
                write(user);
            }
            remove(user);
        }
    }

    private void remove(User user) {
        users.remove(user.key);
        User last = ring.remove(ring.size() - 1);
        if (last != user) {
            ring.set(user.place, last);
            last.place = user.place;
        }
        budget.give(user.taken);
    }

    private static int length(byte[] stored) {
        return stored == null ? 0 : stored.length;
    }
}

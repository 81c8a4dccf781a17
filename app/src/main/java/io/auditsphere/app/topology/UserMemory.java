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
 * The users of one task that had events lately, as the bytes that are stored of them; those with an event since the last
 * commit also as objects, which events change in place. What changed is written to the stores before each commit, and the
 * objects go with it.
 *
 * <p><b>Why not as objects all the time.</b> A user is some fifty objects of 4 to 8 KB in all, spread over the heap. Where
 * there are ten thousand of them, an event that finds them out of the processor's caches costs what reading the bytes
 * from end to end costs; where there are hundreds of thousands, the collector goes through millions of objects that
 * change all the time. As bytes a user takes a fifth (measured, docs/PERFORMANCE.md).
 *
 * <p><b>Nothing is half done.</b> Where scoring fails, the user is taken back to his bytes, and his events since then, of
 * which a note is kept, are done again: the same events on the same state give the same state. Where there are very many
 * between two commits, all is written down earlier, so that the notes stay few.
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
    private final TidySchedule schedule = new TidySchedule();
    private final Map<Bytes, KnownUser> users = new HashMap<>(256);
    /**
     * The same users, for the hand of a clock to go round when room is needed: who had an event since it last came by
     * stays. Keeping them in the order of their events instead touches two others at each event, which is two misses of
     * the processor's cache.
     */
    private final List<KnownUser> ring = new ArrayList<>();

    private int hand;
    /** Those who are objects. */
    private final List<KnownUser> opened = new ArrayList<>();

    private final List<Note> notes = new ArrayList<>();

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

    /** How an event that was done is done again. */
    @FunctionalInterface
    interface Event {
        void repeat(UserState state, UserFindings findings);
    }

    private record Note(KnownUser user, Event event) {}

    /**
     * The user of this key as objects, empty if nothing is known of him: to be changed in place, then {@link #changed} or
     * {@link #takeBack}.
     *
     * @throws RuntimeException if what is stored of him is damaged; nothing has changed then
     */
    KnownUser of(Bytes key) {
        KnownUser known = users.get(key);
        if (known != null && known.isOpen()) {
            known.asked = true;
            return known;
        }
        if (budget.exceeded()) {
            // Nobody could make room: objects take it.
            writeDown();
        }
        if (known == null) {
            known = KnownUser.read(key, activity, history, findings);
            open(known);
            users.put(key, known);
            known.place = ring.size();
            ring.add(known);
        } else {
            known.asked = true;
            open(known);
        }
        makeRoom();
        return known;
    }

    private void open(KnownUser user) {
        user.open();
        user.firstNote = notes.size();
        opened.add(user);
        account(user);
    }

    /** Says that an event has been done; {@code event} does it again should a later one fail. */
    void changed(KnownUser user, Event event) {
        user.dirty = true;
        notes.add(new Note(user, event));
        if (notes.size() >= MAX_NOTES) {
            writeDown();
        }
    }

    /** Takes a user back to what he was before the event at hand. */
    void takeBack(KnownUser user) {
        user.open();
        for (Note note : notes.subList(user.firstNote, notes.size())) {
            if (note.user == user) {
                note.event.repeat(user.state(), user.findings());
            }
        }
    }

    /** Writes down all that changed, and keeps the bytes alone. */
    @Override
    public void writeDown() {
        for (KnownUser user : opened) {
            if (user.dirty) {
                user.write(this);
            }
            user.close();
            account(user);
        }
        opened.clear();
        notes.clear();
    }

    /** Forgets one user, of whom everything has been written down: his bytes are about to change. */
    void forget(Bytes key) {
        KnownUser user = users.get(key);
        if (user != null) {
            remove(user);
        }
    }

    /** Forgets all users, written down or not. */
    @Override
    public void forgetAll() {
        users.values().forEach(user -> budget.give(user.taken));
        users.clear();
        ring.clear();
        opened.clear();
        notes.clear();
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

    /** When the task's users are to be looked through, by event time. */
    TidySchedule schedule() {
        return schedule;
    }

    void putActivity(Bytes key, byte[] value) {
        activity.put(key, value);
    }

    void putHistory(Bytes key, byte[] value) {
        history.put(key, value);
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

    private void account(KnownUser user) {
        int takes = user.takes();
        budget.take(takes - user.taken);
        user.taken = takes;
    }

    /**
     * Of the users that had no event for long, as many as it takes. Those who are objects, the one at hand among them,
     * stay until they are written down.
     */
    private void makeRoom() {
        // Two turns at most: the first may find that all have been asked for.
        for (int steps = 2 * ring.size(); budget.exceeded() && steps > 0; steps--) {
            hand = hand < ring.size() ? hand : 0;
            KnownUser user = ring.get(hand++);
            if (user.asked || user.isOpen()) {
                user.asked = false;
            } else {
                remove(user);
            }
        }
    }

    private void remove(KnownUser user) {
        users.remove(user.key());
        KnownUser last = ring.remove(ring.size() - 1);
        if (last != user) {
            ring.set(user.place, last);
            last.place = user.place;
        }
        budget.give(user.taken);
    }
}

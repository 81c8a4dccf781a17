package io.auditsphere.app.topology;

import io.auditsphere.model.detect.UserFindings;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Which users of a task have findings, open or closed not long ago: few of many, and the only ones that time does
 * anything to. Reading all users to find them, once a minute of event time, took longer than a minute from some
 * thirty thousand users a task on, so that findings closed late.
 *
 * <p>After a start nobody knows them: the first pass goes through the whole store. From then on whoever writes a user's
 * findings says so here. A user takes some 150 bytes. For one task's thread.
 */
final class FindingHolders {

    private final KeyValueStore<Bytes, byte[]> findings;
    private final long restMs;
    private final Set<Bytes> holders = new HashSet<>();
    /** Those of the present pass that have not been visited. */
    private final Queue<Bytes> pending = new ArrayDeque<>();
    /** Null once the store has been read from end to end. */
    private StoreWalk firstPass;

    private long passStartedMs;

    /** Holders whose passes begin when event time has come at least {@code restMs} further. */
    FindingHolders(KeyValueStore<Bytes, byte[]> findings, long restMs) {
        this.findings = findings;
        this.restMs = restMs;
        forgetAll();
    }

    /** Says that this is stored of a user from now on; null for nothing. */
    void stored(Bytes key, byte[] value) {
        if (value == null || UserFindings.hasNoFinding(value)) {
            holders.remove(key);
        } else {
            holders.add(key);
        }
    }

    /** Begins anew: the store is about to change. */
    void forgetAll() {
        holders.clear();
        pending.clear();
        firstPass = new StoreWalk(findings, 0, 0);
        passStartedMs = TaskWatermark.NONE;
    }

    /** Visits up to {@code limit} more users with what is stored of their findings; the visitor may change the store. */
    void advance(long watermarkMs, int limit, BiConsumer<Bytes, byte[]> visitor) {
        if (firstPass != null) {
            readOn(watermarkMs, limit, visitor);
            return;
        }
        if (pending.isEmpty() && watermarkMs - passStartedMs >= restMs) {
            passStartedMs = watermarkMs;
            pending.addAll(holders);
        }
        for (int visited = 0; visited < limit && !pending.isEmpty(); visited++) {
            Bytes key = pending.remove();
            byte[] value = holders.contains(key) ? findings.get(key) : null;
            if (value != null) {
                visitor.accept(key, value);
            }
        }
    }

    private void readOn(long watermarkMs, int limit, BiConsumer<Bytes, byte[]> visitor) {
        if (passStartedMs == TaskWatermark.NONE) {
            passStartedMs = watermarkMs;
        }
        boolean ended = firstPass.advance(watermarkMs, limit, (key, value) -> {
            stored(key, value);
            if (holders.contains(key)) {
                visitor.accept(key, value);
            }
        });
        if (ended) {
            firstPass = null;
        }
    }
}

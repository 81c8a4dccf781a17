package io.auditsphere.app.topology;

import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.WindowStore;

/**
 * The ids that were seen of one hour, as a set or, where memory is short, as a filter that may err on the side of
 * "seen"; and those of them that are in no block yet. For one task's thread.
 */
final class SeenHour {

    /** A block is written before its commit where it would be larger: 64 KB. */
    private static final int MAX_BLOCK = 8 << 10;

    private final int hour;
    private IdSet set;
    private IdFilter filter;
    private int nextBlock;
    private long[] pending = new long[8];
    private int pendingCount;
    /** What the budget was told. */
    private int taken;

    /** An hour of which nothing is known yet: {@link #load} comes first. */
    SeenHour(int hour) {
        this.hour = hour;
    }

    /** Hours since the epoch. */
    int hour() {
        return hour;
    }

    /** Whether {@link #has} can be asked. */
    boolean isExact() {
        return set != null;
    }

    /** False only if the id was never added. */
    boolean maybeHas(long id) {
        return set != null ? set.contains(id) : filter.mayContain(id);
    }

    /** Whether the id was added. */
    boolean has(long id) {
        return set.contains(id);
    }

    void add(long id, MemoryBudget budget) {
        if (set != null) {
            set.add(id);
        } else {
            filter.add(id);
        }
        if (pendingCount == pending.length) {
            pending = Arrays.copyOf(pending, 2 * pendingCount);
        }
        pending[pendingCount++] = id;
        account(budget);
    }

    /** Whether what is in no block yet should be put into one at once. */
    boolean blockIsFull() {
        return pendingCount >= MAX_BLOCK;
    }

    /** Puts what is in no block yet into one. */
    void writeDown(WindowStore<Bytes, byte[]> store) {
        if (pendingCount > 0) {
            IdBlocks.put(store, hour, nextBlock++, pending, pendingCount);
            pendingCount = 0;
        }
    }

    /** Reads what the store has of the hour. */
    void load(WindowStore<Bytes, byte[]> store, MemoryBudget budget) {
        writeDown(store);
        IdSet read = new IdSet();
        nextBlock = IdBlocks.read(store, hour, read::add);
        set = read;
        filter = null;
        account(budget);
    }

    /** Takes an eighth of the memory from now on. */
    void becomeFilter(MemoryBudget budget) {
        if (set != null) {
            filter = IdFilter.of(set);
            set = null;
            account(budget);
        }
    }

    /** Gives back what the budget was told. */
    void forget(MemoryBudget budget) {
        budget.give(taken);
        taken = 0;
    }

    private void account(MemoryBudget budget) {
        int takes = (set != null ? set.bytes() : filter.bytes()) + pending.length * Long.BYTES;
        if (takes != taken) {
            budget.take(takes - taken);
            taken = takes;
        }
    }
}

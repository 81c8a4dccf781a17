package io.auditsphere.app.topology;

import java.util.concurrent.atomic.AtomicLong;

/** How much heap all tasks of a process may use for the users whom it remembers. Thread-safe. */
final class MemoryBudget {

    /**
     * A state as objects is about so many times its bytes, and so many bytes more: users of 465 stored bytes on average
     * took 4.7 KB of heap each, users of 295 took 3.9 (JDK 17, compressed pointers, keys and map included).
     */
    private static final int OBJECTS_PER_BYTE = 5;

    private static final int OBJECTS_AT_LEAST = 2_500;

    private final long limit;
    private final AtomicLong used = new AtomicLong();

    /** A budget of this many bytes. */
    MemoryBudget(long limit) {
        this.limit = limit;
    }

    /** What the objects of a user take, beside his bytes, whose stored bytes are so many. */
    static int ofStored(int bytes) {
        return OBJECTS_AT_LEAST + OBJECTS_PER_BYTE * bytes;
    }

    void take(int bytes) {
        used.addAndGet(bytes);
    }

    void give(int bytes) {
        used.addAndGet(-bytes);
    }

    boolean exceeded() {
        return used.get() > limit;
    }
}

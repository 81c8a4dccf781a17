package io.auditsphere.app.topology;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.streams.processor.TaskId;

/**
 * How many users the tasks of this process know, and how many of them have a baseline, as each task found when it last
 * went through its state. Thread-safe.
 */
public final class UserCensus {

    private final Map<TaskId, Count> tasks = new ConcurrentHashMap<>();

    /**
     * Users.
     *
     * @param learning without a baseline
     * @param established with one
     */
    public record Count(long learning, long established) {}

    void found(TaskId task, Count count) {
        tasks.put(task, count);
    }

    /** The task is somebody else's now. */
    void forget(TaskId task) {
        tasks.remove(task);
    }

    /** Of all tasks of this process. */
    public Count total() {
        long learning = 0;
        long established = 0;
        for (Count one : tasks.values()) {
            learning += one.learning();
            established += one.established();
        }
        return new Count(learning, established);
    }
}

package io.auditsphere.app.serve;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** How far reading state back from its changelogs has come. Thread-safe. */
final class RestoreProgress implements StateRestoreListener {

    private final LongAdder restored = new LongAdder();
    private final Map<TopicPartition, Long> left = new ConcurrentHashMap<>();

    @Override
    public void onRestoreStart(TopicPartition changelog, String store, long startingOffset, long endingOffset) {
        left.put(changelog, Math.max(0, endingOffset - startingOffset));
    }

    @Override
    public void onBatchRestored(TopicPartition changelog, String store, long batchEndOffset, long records) {
        restored.add(records);
        left.computeIfPresent(changelog, (unused, before) -> Math.max(0, before - records));
    }

    @Override
    public void onRestoreEnd(TopicPartition changelog, String store, long records) {
        left.remove(changelog);
    }

    @Override
    public void onRestoreSuspended(TopicPartition changelog, String store, long records) {
        left.remove(changelog);
    }

    /** Changelog records read since the process began. */
    long restored() {
        return restored.sum();
    }

    /** Changelog records that are still to be read, roughly: offsets that a transaction's marks take are among them. */
    long left() {
        return left.values().stream().mapToLong(Long::longValue).sum();
    }
}

package io.auditsphere.app.history;

import io.auditsphere.app.ingest.DecodedRecord;
import io.auditsphere.app.ingest.EventDecoder;
import io.auditsphere.app.storage.ArchivedEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Events that were read and are not yet in the database, and where reading them has come to. Confined to one thread, but
 * that another may read {@link #events} once nothing is added any more.
 */
final class ArchiveBatch {

    private final List<ArchivedEvent> events = new ArrayList<>();
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private long oldestNanos;

    /** Takes a record's events; returns how many of it were not accepted, which the stream dead-letters. */
    int add(ConsumerRecord<byte[], byte[]> record, EventDecoder decoder, long nowMs, long nowNanos) {
        long arrivalMs = record.timestamp() >= 0 ? record.timestamp() : nowMs;
        DecodedRecord decoded = decoder.decode(record.value(), arrivalMs);
        if (next.isEmpty()) {
            oldestNanos = nowNanos;
        }
        for (int i = 0; i < decoded.events().size(); i++) {
            events.add(new ArchivedEvent(
                    decoded.events().get(i),
                    arrivalMs,
                    record.partition(),
                    record.offset(),
                    decoded.eventIndexes()[i]));
        }
        next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
        return decoded.rejections().size();
    }

    List<ArchivedEvent> events() {
        return events;
    }

    /** Whether nothing was read, not even a record without events. */
    boolean isEmpty() {
        return next.isEmpty();
    }

    /** When the first record of the batch came, by {@link System#nanoTime}. */
    long oldestNanos() {
        return oldestNanos;
    }

    Map<TopicPartition, OffsetAndMetadata> offsets() {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        next.forEach((partition, offset) -> offsets.put(partition, new OffsetAndMetadata(offset)));
        return offsets;
    }

    /** Drops what came from partitions that are somebody else's now: he reads it again. */
    void drop(Collection<TopicPartition> partitions) {
        Set<Integer> gone = new HashSet<>();
        partitions.forEach(partition -> gone.add(partition.partition()));
        events.removeIf(event -> gone.contains(event.partition()));
        next.keySet().removeAll(partitions);
    }

    /** The same for a batch that another thread is writing: its events stay, and how far they were read is not told. */
    void forgetOffsets(Collection<TopicPartition> partitions) {
        next.keySet().removeAll(partitions);
    }
}

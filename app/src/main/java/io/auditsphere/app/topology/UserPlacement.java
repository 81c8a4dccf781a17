package io.auditsphere.app.topology;

import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

/**
 * Where a user's events belong: the partition that Kafka's default partitioner (murmur2 of the key's bytes) chooses for
 * the user key. It is asked of each event and not of the record's own key, because other clients partition otherwise
 * and a record may hold events of many users. Immutable.
 *
 * @param partitions partitions of {@code audit-events}
 */
record UserPlacement(int partitions) {

    /** Whether an event of this user, read from this partition, is where all of the user's events meet. */
    boolean inPlace(byte[] userKey, int partition) {
        return partitions == 1 || BuiltInPartitioner.partitionForKey(userKey, partitions) == partition;
    }
}

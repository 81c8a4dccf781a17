package io.auditsphere.app.local;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Tells how much of a topic a consumer group has read and committed. Thread-safe. */
final class Drained {

    private final Admin admin;
    private final String topic;

    Drained(Admin admin, String topic) {
        this.admin = admin;
        this.topic = topic;
    }

    /**
     * How far a group is, 0..1; 1 if the topic is empty.
     *
     * @throws ExecutionException if the broker does not answer
     */
    double share(String group) throws ExecutionException, InterruptedException {
        int partitions = admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get()
                .get(topic)
                .partitions()
                .size();
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (int i = 0; i < partitions; i++) {
            ends.put(new TopicPartition(topic, i), OffsetSpec.latest());
        }
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        long read = 0;
        long all = 0;
        for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end :
                admin.listOffsets(ends).all().get().entrySet()) {
            OffsetAndMetadata at = committed.get(end.getKey());
            read += at == null ? 0 : at.offset();
            all += end.getValue().offset();
        }
        return all == 0 ? 1 : (double) read / all;
    }

    /** Waits until a group has read everything that is there when this is called or comes meanwhile. */
    void await(String group, Watch watch) throws ExecutionException, InterruptedException {
        for (double share = share(group); share < 1; share = share(group)) {
            watch.at(share);
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    /** Is told how far it is; may throw to give up. */
    @FunctionalInterface
    interface Watch {
        void at(double share);
    }
}

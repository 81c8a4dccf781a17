package io.auditsphere.app.deadletters;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the dead letters from the oldest to what was the newest when reading began, so that what is sent back and
 * rejected again is not met in the same run. Belongs to no consumer group and leaves no trace. For one thread.
 */
public final class DeadLetterReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
    /** Without anything new for so long while the end is not reached, something is wrong with the brokers. */
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final String topic;

    private DeadLetterReader(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        this.consumer = consumer;
        this.topic = topic;
    }

    /**
     * A reader of this topic.
     *
     * @param consumerSettings servers, security
     */
    public static DeadLetterReader open(Map<String, ?> consumerSettings, String topic) {
        Map<String, Object> settings = new HashMap<>(consumerSettings);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        return new DeadLetterReader(
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()), topic);
    }

    /**
     * Hands over every selected letter, partition by partition as the brokers answer, each partition in its order.
     *
     * @throws KafkaException if the topic does not exist or the brokers do not answer
     */
    public void read(Selection selection, Consumer<DeadLetter> sink) {
        List<TopicPartition> partitions = partitions(selection);
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, ANSWER_WITHIN);
        seek(partitions, selection);
        long silentSince = System.nanoTime();
        while (isBefore(ends)) {
            boolean any = false;
            for (ConsumerRecord<byte[], byte[]> read : consumer.poll(POLL)) {
                any = true;
                DeadLetter letter = DeadLetter.of(read);
                if (read.offset() < ends.get(new TopicPartition(topic, read.partition()))
                        && selection.contains(letter)) {
                    sink.accept(letter);
                }
            }
            if (any) {
                silentSince = System.nanoTime();
            } else if (System.nanoTime() - silentSince > SILENCE.toNanos()) {
                throw new KafkaException("Topic " + topic + " could not be read to its end: no answer for "
                        + SILENCE.toSeconds() + " s. Check that its partitions have leaders and that no transaction"
                        + " hangs (kafka-transactions.sh find-hanging).");
            }
        }
    }

    private List<TopicPartition> partitions(Selection selection) {
        List<PartitionInfo> found = consumer.partitionsFor(topic, ANSWER_WITHIN);
        if (found == null || found.isEmpty()) {
            throw new KafkaException(
                    "Topic " + topic + " does not exist; `auditsphere topics create` creates it, and topics.prefix says"
                            + " what its name begins with.");
        }
        List<TopicPartition> partitions = new ArrayList<>();
        for (PartitionInfo partition : found) {
            if (selection.reads(partition.partition())) {
                partitions.add(new TopicPartition(topic, partition.partition()));
            }
        }
        return partitions;
    }

    /**
     * To where the selection begins. By its coordinates, if it names them; never by time, because records stand in the
     * order in which they were rejected and not in that of their arrival.
     */
    private void seek(List<TopicPartition> partitions, Selection selection) {
        consumer.seekToBeginning(partitions);
        for (TopicPartition partition : partitions) {
            selection.at().stream()
                    .filter(one -> one.partition() == partition.partition())
                    .mapToLong(Coordinates::offset)
                    .min()
                    .ifPresent(offset ->
                            consumer.seek(partition, Math.max(offset, consumer.position(partition, ANSWER_WITHIN))));
        }
    }

    private boolean isBefore(Map<TopicPartition, Long> ends) {
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            if (consumer.position(end.getKey(), ANSWER_WITHIN) < end.getValue()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        consumer.close();
    }
}

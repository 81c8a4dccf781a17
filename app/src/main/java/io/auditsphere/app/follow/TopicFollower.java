package io.auditsphere.app.follow;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a compacted topic to its end, so that what holds now is known before anything begins, and goes on reading it in a
 * thread of its own. A plain consumer without a group: every process reads all of it, and an exception in a global
 * store's processor would end the whole stream and every start after it.
 *
 * <p>{@link #start} and {@link #readToEnd} may be called once, {@link #close} by any thread.
 */
public final class TopicFollower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);

    private static final Duration POLL = Duration.ofMillis(500);

    /** Pause after a failure of the client itself, such as refused credentials, before it is asked again. */
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);

    /** Takes what is read. It must not throw: whoever may write to the topic may write anything. */
    public interface Reader {

        /** Takes one record, a tombstone included. */
        void take(ConsumerRecord<byte[], byte[]> record);

        /** Called after records were taken while following. */
        default void changed() {}
    }

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    private final Reader reader;
    private final Thread thread;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean closing;

    private TopicFollower(Consumer<byte[], byte[]> consumer, String topic, Reader reader) {
        this.consumer = consumer;
        this.topic = topic;
        this.reader = reader;
        this.thread = new Thread(this::follow, "follow-" + topic);
        this.thread.setDaemon(true);
    }

    /**
     * A follower of this topic; reads nothing yet.
     *
     * @param clientSettings settings that every Kafka client of the installation has: servers, security
     */
    public static TopicFollower open(Map<String, ?> clientSettings, String topic, Reader reader) {
        Map<String, Object> settings = new HashMap<>(clientSettings);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        return new TopicFollower(
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()), topic, reader);
    }

    /**
     * Reads the topic to its present end and goes on following it in the background.
     *
     * @param timeout how long reading to the end may take
     * @throws KafkaException if the topic is missing or could not be read in time; the message says which
     */
    public void start(Duration timeout) {
        readToEnd(timeout);
        thread.start();
    }

    /**
     * Reads the topic to its present end and no further.
     *
     * @param timeout how long that may take
     * @throws KafkaException if the topic is missing or could not be read in time; the message says which
     */
    public void readToEnd(Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        List<PartitionInfo> found = consumer.partitionsFor(topic, timeout);
        if (found == null || found.isEmpty()) {
            throw new KafkaException("it does not exist");
        }
        List<TopicPartition> partitions = found.stream()
                .map(p -> new TopicPartition(topic, p.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, timeout);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() - deadline > 0) {
                throw new KafkaException("its end was not reached within " + timeout.toSeconds() + " s");
            }
            consumer.poll(POLL).forEach(reader::take);
        }
    }

    private void follow() {
        while (!closing) {
            try {
                var records = consumer.poll(POLL);
                records.forEach(reader::take);
                if (!records.isEmpty()) {
                    reader.changed();
                }
            } catch (WakeupException | InterruptException e) {
                closing = true;
            } catch (KafkaException e) {
                LOG.warn("Reading {} failed; what holds stays as it is and it is tried again", topic, e);
                pauseAfterFailure();
            }
        }
    }

    private void pauseAfterFailure() {
        try {
            closing = closed.await(PAUSE_AFTER_FAILURE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            closing = true;
            Thread.currentThread().interrupt();
        }
    }

    /** Stops following. */
    @Override
    public void close() {
        closing = true;
        consumer.wakeup();
        closed.countDown();
        try {
            if (thread.isAlive()) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // It is in no group and has nothing to commit: no answer of a broker is worth waiting for.
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
}

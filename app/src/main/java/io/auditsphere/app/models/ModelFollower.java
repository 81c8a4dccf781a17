package io.auditsphere.app.models;

import io.auditsphere.model.features.AuditFeatures;
import io.auditsphere.model.scoring.LiveModel;
import io.auditsphere.model.scoring.ModelSource;
import io.auditsphere.model.snapshot.SnapshotCodec;
import io.auditsphere.model.snapshot.SnapshotFormatException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
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
 * Holds the live model of each provider, as the models topic has it.
 *
 * <p>{@link #start} reads the topic to its end, so that the first event scored is scored by the newest model; then a
 * thread of its own goes on reading and swaps a provider's model as a new one comes: one reference, written at once, so
 * that no event is scored by half of two. A snapshot that cannot be used is refused and counted, and the model before it
 * stays; a tombstone withdraws. A plain consumer, since an exception in a global store's processor ends the whole client
 * and every start after it.
 *
 * <p>{@link #modelOf} and the counters may be called by any thread; {@link #start} and {@link #close} once.
 */
public final class ModelFollower implements ModelSource, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ModelFollower.class);

    private static final Duration POLL = Duration.ofMillis(500);

    /** Pause after a failure of the client itself, such as refused credentials, before it is asked again. */
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    private final Map<String, LiveModel> models = new ConcurrentHashMap<>();
    private final LongAdder swapped = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final Thread thread;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean closing;

    private ModelFollower(Consumer<byte[], byte[]> consumer, String topic) {
        this.consumer = consumer;
        this.topic = topic;
        this.thread = new Thread(this::follow, "model-follower");
        this.thread.setDaemon(true);
    }

    /**
     * A follower of this topic; reads nothing yet.
     *
     * @param clientSettings settings that every Kafka client of the installation has: servers, security
     */
    public static ModelFollower open(Map<String, ?> clientSettings, String topic) {
        Map<String, Object> settings = new HashMap<>(clientSettings);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        return new ModelFollower(
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()), topic);
    }

    /**
     * Reads the topic to its present end and goes on following it in the background.
     *
     * @param timeout how long reading to the end may take
     * @throws ModelTopicException if the topic is missing or could not be read in time
     */
    public void start(Duration timeout) {
        try {
            readToEnd(timeout);
        } catch (KafkaException e) {
            throw unreadable(e.getMessage(), e);
        }
        thread.start();
    }

    private void readToEnd(Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        List<PartitionInfo> found = consumer.partitionsFor(topic, timeout);
        if (found == null || found.isEmpty()) {
            throw unreadable("it does not exist", null);
        }
        List<TopicPartition> partitions = found.stream()
                .map(p -> new TopicPartition(topic, p.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, timeout);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() - deadline > 0) {
                throw unreadable("its end was not reached within " + timeout.toSeconds() + " s", null);
            }
            consumer.poll(POLL).forEach(this::take);
        }
        LOG.info("Following models on {}: {}", topic, models.isEmpty() ? "none yet" : versions());
    }

    private String versions() {
        return models.entrySet().stream()
                .map(model -> model.getKey() + " " + model.getValue().snapshot().version())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private void follow() {
        while (!closing) {
            try {
                consumer.poll(POLL).forEach(record -> {
                    take(record);
                    LOG.info("Models now: {}", models.isEmpty() ? "none" : versions());
                });
            } catch (WakeupException | InterruptException e) {
                closing = true;
            } catch (KafkaException e) {
                LOG.warn("Reading {} failed, the models stay as they are and it is tried again", topic, e);
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

    private void take(ConsumerRecord<byte[], byte[]> record) {
        Optional<String> provider = ModelKey.activeProvider(record.key());
        if (provider.isEmpty()) {
            return; // a role that this version does not know
        }
        if (record.value() == null) {
            models.remove(provider.get());
            swapped.increment();
            return;
        }
        try {
            LiveModel model = LiveModel.of(SnapshotCodec.decode(record.value(), AuditFeatures.SCHEMA.hash()));
            if (!model.snapshot().provider().equals(provider.get())) {
                throw new SnapshotFormatException(
                        "it is a model of " + model.snapshot().provider() + " under the key of " + provider.get());
            }
            models.put(provider.get(), model);
            swapped.increment();
        } catch (SnapshotFormatException | RuntimeException e) {
            // Whoever may write to the topic may write anything: none of it may end the scoring.
            refused.increment();
            LOG.error(
                    "The model of {} at {}-{}@{} is refused, {}: {}",
                    provider.get(),
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    models.containsKey(provider.get()) ? "the one before stays" : "it has none",
                    e.getMessage());
        }
    }

    private ModelTopicException unreadable(String why, Throwable cause) {
        return new ModelTopicException(
                "The models topic " + topic + " could not be read: " + why
                        + ". Check kafka.bootstrap.servers and the rights of this client; `auditsphere topics create`"
                        + " creates what is missing.",
                cause);
    }

    @Override
    public LiveModel modelOf(String provider) {
        return models.get(provider);
    }

    /** The live models by provider, as of now. */
    public Map<String, LiveModel> models() {
        return Map.copyOf(models);
    }

    /** How often a model was put in force or withdrawn, those read at the start included. */
    public long swapped() {
        return swapped.sum();
    }

    /** How many snapshots were refused. */
    public long refused() {
        return refused.sum();
    }

    /** Stops following; the models stay as they are. */
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
        consumer.close();
    }
}

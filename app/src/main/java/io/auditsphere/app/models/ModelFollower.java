package io.auditsphere.app.models;

import io.auditsphere.app.follow.TopicFollower;
import io.auditsphere.model.features.AuditFeatures;
import io.auditsphere.model.scoring.LiveModel;
import io.auditsphere.model.scoring.ModelSource;
import io.auditsphere.model.snapshot.SnapshotCodec;
import io.auditsphere.model.snapshot.SnapshotFormatException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
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
public final class ModelFollower implements ModelSource, TopicFollower.Reader, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ModelFollower.class);

    private final TopicFollower follower;
    private final String topic;
    private final Map<String, LiveModel> models = new ConcurrentHashMap<>();
    private final LongAdder swapped = new LongAdder();
    private final LongAdder refused = new LongAdder();

    private ModelFollower(Map<String, ?> clientSettings, String topic) {
        this.topic = topic;
        this.follower = TopicFollower.open(clientSettings, topic, this);
    }

    /**
     * A follower of this topic; reads nothing yet.
     *
     * @param clientSettings settings that every Kafka client of the installation has: servers, security
     */
    public static ModelFollower open(Map<String, ?> clientSettings, String topic) {
        return new ModelFollower(clientSettings, topic);
    }

    /**
     * Reads the topic to its present end and goes on following it in the background.
     *
     * @param timeout how long reading to the end may take
     * @throws ModelTopicException if the topic is missing or could not be read in time
     */
    public void start(Duration timeout) {
        try {
            follower.start(timeout);
        } catch (KafkaException e) {
            throw unreadable(e.getMessage(), e);
        }
        LOG.info("Following models on {}: {}", topic, models.isEmpty() ? "none yet" : versions());
    }

    private String versions() {
        return models.entrySet().stream()
                .map(model -> model.getKey() + " " + model.getValue().snapshot().version())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    @Override
    public void changed() {
        LOG.info("Models now: {}", models.isEmpty() ? "none" : versions());
    }

    @Override
    public void take(ConsumerRecord<byte[], byte[]> record) {
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
        follower.close();
    }
}

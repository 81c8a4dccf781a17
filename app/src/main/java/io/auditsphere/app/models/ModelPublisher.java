package io.auditsphere.app.models;

import io.auditsphere.model.snapshot.ModelSnapshot;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes models to the models topic, each as its provider's active one. A write has returned when all in-sync replicas
 * have it. Thread-safe.
 */
public final class ModelPublisher implements AutoCloseable {

    /** A snapshot is at most 1 MiB at default settings; the topic takes 8 MiB, as {@code Topic.MODELS} says. */
    private static final int MAX_REQUEST_BYTES = 8 << 20;

    /** How long a write may take: a trainer that runs every few hours need not wait for the default of two minutes. */
    private static final int DELIVERY_TIMEOUT_MS = 60_000;

    private final Producer<byte[], byte[]> producer;
    private final String topic;

    private ModelPublisher(Producer<byte[], byte[]> producer, String topic) {
        this.producer = producer;
        this.topic = topic;
    }

    /**
     * A publisher to this topic.
     *
     * @param clientSettings settings that every Kafka client of the installation has: servers, security
     */
    public static ModelPublisher open(Map<String, ?> clientSettings, String topic) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MS);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, DELIVERY_TIMEOUT_MS);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.putAll(clientSettings);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 4L * MAX_REQUEST_BYTES);
        return new ModelPublisher(
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()), topic);
    }

    /**
     * Makes a model the active one of its provider, for everybody who follows the topic.
     *
     * @param snapshot the model
     * @param bytes the same as its codec wrote it
     * @throws ModelTopicException if it could not be written
     */
    public void publish(ModelSnapshot snapshot, byte[] bytes) {
        send(snapshot.provider(), bytes, "model " + snapshot.version() + " of " + snapshot.provider());
    }

    /**
     * Withdraws whatever model is active of a provider: its events are scored by detectors alone from then on.
     *
     * @throws ModelTopicException if it could not be written
     */
    public void withdraw(String provider) {
        send(provider, null, "the withdrawal of the model of " + provider);
    }

    private void send(String provider, byte[] value, String what) {
        try {
            producer.send(new ProducerRecord<>(topic, ModelKey.active(provider), value))
                    .get();
        } catch (ExecutionException e) {
            throw failed(what, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(what, e);
        } catch (org.apache.kafka.common.KafkaException e) {
            throw failed(what, e);
        }
    }

    private ModelTopicException failed(String what, Throwable cause) {
        return new ModelTopicException(
                "Writing " + what + " to topic " + topic + " failed (" + cause.getMessage()
                        + "). Check kafka.bootstrap.servers, that the topic exists (`auditsphere topics create`) and"
                        + " takes messages of 8 MiB (max.message.bytes), and the rights of this client.",
                cause);
    }

    @Override
    public void close() {
        producer.close();
    }
}

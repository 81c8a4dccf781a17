package io.auditsphere.app.local.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.auditsphere.app.config.Configuration;
import io.auditsphere.app.local.FileTrees;
import io.auditsphere.app.models.ModelPublisher;
import io.auditsphere.app.topology.TopicAdmin;
import io.auditsphere.app.topology.Topics;
import io.auditsphere.model.snapshot.ModelSnapshot;
import io.auditsphere.model.snapshot.SnapshotCodec;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.AuditEventJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A broker process with what benchmarks read: inputs, one for each number of users, and trained models. For one thread.
 */
final class BenchCluster implements AutoCloseable {

    static final int PARTITIONS = 4;

    static final long SEED = 7;

    private final Path folder;
    private final ChildProcess broker;
    private final String bootstrap;
    private final List<ModelSnapshot> models;

    private BenchCluster(Path folder, ChildProcess broker, String bootstrap, List<ModelSnapshot> models) {
        this.folder = folder;
        this.broker = broker;
        this.bootstrap = bootstrap;
        this.models = models;
    }

    /** Starts the broker in a folder of its own below this one and trains the models. */
    static BenchCluster start(Configuration configuration, Path parent) throws IOException {
        return start(parent, BenchModels.train(configuration));
    }

    /** The same without models: detectors alone look at what runs. */
    static BenchCluster startWithoutModels(Path parent) throws IOException {
        return start(parent, List.of());
    }

    private static BenchCluster start(Path parent, List<ModelSnapshot> models) throws IOException {
        Path folder = Files.createTempDirectory(Files.createDirectories(parent), "bench-");
        ChildProcess broker = ChildProcess.start(
                BrokerProcess.class, List.of(folder.resolve("kafka").toString()));
        String bootstrap = broker.await(BrokerProcess.ADDRESS);
        return new BenchCluster(folder, broker, bootstrap, models);
    }

    /** CPU time of the broker so far, in nanoseconds. */
    long brokerCpuNanos() {
        return broker.cpuNanos();
    }

    String bootstrapServers() {
        return bootstrap;
    }

    /** A folder for one run's state. */
    Path stateFolder(String run) {
        return folder.resolve("state").resolve(run);
    }

    /** Settings of a run on this prefix's topics. */
    List<String> settings(String prefix, String run) {
        return List.of(
                "kafka.bootstrap.servers=" + bootstrap,
                "topics.prefix=" + prefix,
                "application.id=" + run,
                "state.folder=" + stateFolder(run),
                "topics.replication=1");
    }

    /**
     * Creates the topics under this prefix, publishes the models and fills {@code audit-events}: with the history of the
     * load, which only teaches, and so many events after it.
     *
     * @param eventsARecord how many events of one user a record of history holds at most, 1 or more: a history of millions of events is
     *     sent, and learnt, the faster
     */
    void prepare(String prefix, BenchLoad load, long scored, int eventsARecord) throws IOException {
        Topics topics = new Topics(prefix);
        createTopics(topics);
        long bytes = 0;
        long startedNanos = System.nanoTime();
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            HistoryRecords history = new HistoryRecords(topics.auditEvents(), eventsARecord, producer::send);
            for (long i = 0; i < load.learnt(); i++) {
                history.add(load.next(), load.arrivalMs());
            }
            history.flush();
            for (long i = 0; i < scored; i++) {
                bytes += send(producer, topics, load.next(), load.arrivalMs());
            }
        }
        System.err.printf(
                "  %d events of history, %d events after it, %d bytes each, sent in %d s%n",
                load.learnt(),
                scored,
                bytes / Math.max(1, scored),
                Duration.ofNanos(System.nanoTime() - startedNanos).toSeconds());
        publishModels(topics);
    }

    /** Creates the topics under this prefix and fills {@code audit-events} with so many events. */
    void prepare(String prefix, BenchEvents source, long events) throws IOException {
        Topics topics = new Topics(prefix);
        createTopics(topics);
        long bytes = 0;
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (long i = 0; i < events; i++) {
                bytes += send(producer, topics, source.next(), source.arrivalMs());
            }
        }
        System.err.printf("  %d events, %d bytes each%n", events, bytes / Math.max(1, events));
    }

    /** Creates the topics under this prefix, without events. */
    void prepare(String prefix) throws IOException {
        Topics topics = new Topics(prefix);
        createTopics(topics);
        publishModels(topics);
    }

    private static int send(KafkaProducer<byte[], byte[]> producer, Topics topics, AuditEvent event, long arrivalMs) {
        byte[] value = AuditEventJson.toBytes(event);
        byte[] key = event.userKey().getBytes(UTF_8);
        producer.send(new ProducerRecord<>(topics.auditEvents(), null, arrivalMs, key, value));
        return value.length;
    }

    private void publishModels(Topics topics) {
        try (ModelPublisher publisher =
                ModelPublisher.open(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap), topics.models())) {
            for (ModelSnapshot model : models) {
                publisher.publish(model, SnapshotCodec.encode(model));
            }
        }
    }

    KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ProducerConfig.LINGER_MS_CONFIG,
                        5,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        128 << 10,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private void createTopics(Topics topics) throws IOException {
        try (Admin admin = admin()) {
            // Event time lies days back, and nothing that is to be read may age away.
            NewTopic input =
                    new NewTopic(topics.auditEvents(), PARTITIONS, (short) 1).configs(Map.of("retention.ms", "-1"));
            admin.createTopics(Set.of(input)).all().get();
            new TopicAdmin(admin, topics).create(PARTITIONS, (short) 1);
        } catch (ExecutionException | InterruptedException e) {
            throw new IOException("the benchmark's topics could not be created", e);
        }
    }

    /** Deletes what a run wrote, so that the disk does not fill and no run pays for another's data. */
    void forget(String prefix, String run) throws IOException {
        Topics topics = new Topics(prefix);
        Set<String> kept = Set.of(topics.auditEvents(), topics.models());
        try (Admin admin = admin()) {
            List<String> written = admin.listTopics().names().get().stream()
                    .filter(name -> name.startsWith(run + "-") || (name.startsWith(prefix) && !kept.contains(name)))
                    .toList();
            admin.deleteTopics(written).all().get();
            new TopicAdmin(admin, topics).create(PARTITIONS, (short) 1);
        } catch (ExecutionException | InterruptedException e) {
            throw new IOException("the topics of run " + run + " could not be deleted", e);
        }
        FileTrees.delete(stateFolder(run));
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrap));
    }

    /** Ends the broker and deletes the folder. */
    @Override
    public void close() throws IOException {
        broker.close();
        FileTrees.delete(folder);
    }
}

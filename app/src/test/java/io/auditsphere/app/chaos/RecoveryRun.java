package io.auditsphere.app.chaos;

import io.auditsphere.app.testing.Until;
import io.auditsphere.app.topology.Topics;
import io.auditsphere.model.snapshot.ModelSnapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures how long nobody is answered: from a stop, or a kill -9, to the first result that a consumer of committed
 * records sees, in the last of the partitions, of an event that was sent after it. Not part of the build:
 * {@code ./mvnw test -pl app -am -Dtest=RecoveryRun -Drecovery=true -Dsurefire.failIfNoSpecifiedTests=false}.
 */
@EnabledIfSystemProperty(named = "recovery", matches = "true")
class RecoveryRun {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int PACE = 300;
    /** Each instance adds its name. */
    private static final String STATIC = "kafka.group.instance.id=";

    @TempDir
    Path folder;

    private final Workload load = Workload.of(800, 200_000);
    private final List<ModelSnapshot> models = Workload.models();
    private TestCluster cluster;

    /** What is done to a running installation. */
    private interface Deed {
        void to(Installation installation);
    }

    /** An installation under a steady flow, behind so many events of the past. */
    private final class Installation {
        private final Topics topics;
        private final String[] settings;
        private final Map<String, ChildJvm> instances = new HashMap<>();

        Installation(String prefix, String... settings) {
            this.topics = cluster.install(prefix, models);
            this.settings = settings;
        }

        void serve(String name) {
            String[] own = settings.clone();
            for (int i = 0; i < own.length; i++) {
                own[i] = own[i].equals(STATIC) ? own[i] + name : own[i];
            }
            instances.put(name, cluster.serve(topics, name, own));
        }

        void stop(String name) {
            instances.get(name).stop();
        }

        void kill(String name) {
            instances.get(name).kill();
        }
    }

    @Test
    void timesToRecover() throws Exception {
        try (TestCluster started = TestCluster.start(folder)) {
            cluster = started;
            measure("one instance, clean restart", 120_000, new Installation("a."), List.of("1"), it -> {
                it.stop("1");
                it.serve("1");
            });
            measure(
                    "one instance, kill -9, started again at once",
                    120_000,
                    new Installation("b."),
                    List.of("1"),
                    it -> {
                        it.kill("1");
                        it.serve("1");
                    });
            measure("one static member, clean restart", 25_000, new Installation("c.", STATIC), List.of("1"), it -> {
                it.stop("1");
                it.serve("1");
            });
            measure(
                    "one static member, kill -9, started again at once",
                    25_000,
                    new Installation("d.", STATIC),
                    List.of("1"),
                    it -> {
                        it.kill("1");
                        it.serve("1");
                    });
            measure(
                    "two instances, kill -9 of one, the other takes over, no standby",
                    25_000,
                    new Installation("e."),
                    List.of("1", "2"),
                    it -> it.kill("1"));
            measure(
                    "two instances, kill -9 of one, the other takes over, standby",
                    25_000,
                    new Installation("f.", "kafka.num.standby.replicas=1"),
                    List.of("1", "2"),
                    it -> it.kill("1"));
            measure(
                    "two instances, clean stop of one, the other takes over, no standby",
                    25_000,
                    new Installation("g."),
                    List.of("1", "2"),
                    it -> it.stop("1"));
            measure(
                    "one instance, kill -9 of the broker, started again at once",
                    25_000,
                    new Installation("h."),
                    List.of("1"),
                    it -> {
                        cluster.killBroker();
                        cluster.startBroker();
                    });
        }
    }

    private void measure(String what, int past, Installation installation, List<String> instances, Deed deed)
            throws Exception {
        load.rewind();
        AtomicBoolean goOn = new AtomicBoolean(true);
        String events = installation.topics.auditEvents();
        instances.forEach(installation::serve);
        try (Answers answers = Answers.followDigests(cluster.bootstrapServers(), installation.topics);
                Producer<byte[], byte[]> producer = Workload.producer(cluster.bootstrapServers())) {
            load.send(producer, events, 0, past, Integer.MAX_VALUE);
            Set<String> all = load.ids(0, past);
            Until.holds("the past is answered", PATIENCE, () -> answers.count() >= all.size() && answers.has(all));
            Sending flow = Sending.of(() -> load.send(producer, events, past, load.size(), PACE, goOn::get));
            long flowing = System.nanoTime();
            Until.holds(
                    "every partition is answered",
                    PATIENCE,
                    () -> answers.recoveryFrom(flowing, load).isPresent());
            long changelog = changelogRecords(installation.topics);
            long began = System.nanoTime();
            deed.to(installation);
            Until.holds(
                    "every partition is answered again",
                    PATIENCE,
                    () -> answers.recoveryFrom(began, load).isPresent());
            System.out.printf(
                    "Recovery: %s: %.1f s (%,d changelog records)%n",
                    what, answers.recoveryFrom(began, load).get().toMillis() / 1000.0, changelog);
            goOn.set(false);
            flow.join();
        } finally {
            goOn.set(false);
            installation.instances.values().forEach(ChildJvm::close);
        }
    }

    private long changelogRecords(Topics topics) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
            for (String topic : admin.listTopics().names().get()) {
                if (topic.startsWith(topics.prefix()) && topic.endsWith("-changelog")) {
                    for (int partition = 0; partition < TestCluster.PARTITIONS; partition++) {
                        ends.put(new TopicPartition(topic, partition), OffsetSpec.latest());
                    }
                }
            }
            return admin.listOffsets(ends).all().get().values().stream()
                    .mapToLong(each -> each.offset())
                    .sum();
        }
    }
}

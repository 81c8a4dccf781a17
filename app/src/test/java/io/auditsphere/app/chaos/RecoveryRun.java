package io.auditsphere.app.chaos;

import io.auditsphere.app.testing.Until;
import io.auditsphere.app.topology.Topics;
import io.auditsphere.model.snapshot.ModelSnapshot;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures how long nobody is answered: the longest time around a stop, or a kill -9, in which a consumer of committed
 * records sees no result of some partition, under a steady flow to all of them. Not part of the build:
 * {@code ./mvnw test -pl app -am -Dtest=RecoveryRun -Drecovery=abcdefghi -Dsurefire.failIfNoSpecifiedTests=false}, where
 * each letter is one of the cases below.
 */
@EnabledIfSystemProperty(named = "recovery", matches = "\\w+")
class RecoveryRun {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** The JVM's own settings but for its heap, as an operator runs it; the tests' children are smaller. */
    private static final List<String> AS_SHIPPED = List.of("-Xmx768m");

    /** What an operator starts; its classes' archive takes seconds off a start, and holds for its jars alone. */
    private static final Path DISTRIBUTION = Path.of(System.getProperty("recovery.distribution", "target/auditsphere"));

    private static final int PACE = 300;
    private static final int PAST = 20_000;
    private static final int LONG_PAST = 120_000;
    /** With a commit every few milliseconds an event leaves 1.1 records in the changelogs. Needs 3 GB of heap. */
    private static final int MILLION_PAST = 920_000;

    private static final int PEOPLE = 2_000;
    private static final int MANY_PEOPLE = 20_000;
    /** Each instance adds its name. */
    private static final String STATIC = "kafka.group.instance.id=";

    @TempDir
    Path folder;

    private Workload load;
    private final List<ModelSnapshot> models = Workload.models();
    private TestCluster cluster;

    /** What is done to a running installation. */
    private interface Deed {
        void to(Installation installation);
    }

    /** An installation under a steady flow, behind so many events of the past. */
    private final class Installation {
        private final Topics topics;
        private final List<String> settings;
        private final Map<String, ChildJvm> instances = new HashMap<>();
        private String started;
        private boolean startedAgain;

        Installation(String prefix, List<String> settings) {
            this.topics = cluster.install(prefix, models);
            this.settings = settings;
        }

        void serve(String name) {
            String[] own = Stream.concat(
                            settings.stream().map(each -> each.equals(STATIC) ? each + name : each),
                            Stream.of(StartPhases.LOGS))
                    .toArray(String[]::new);
            startedAgain = name.equals(started);
            started = name;
            instances.put(name, cluster.serve(DISTRIBUTION, AS_SHIPPED, topics, name, own));
        }

        void stop(String name) {
            instances.get(name).stop();
        }

        void kill(String name) {
            instances.get(name).kill();
        }

        /** What the last one that was started did from then to then. */
        String phases(Instant from, Instant to) {
            String log = instances.get(started).output();
            return startedAgain ? StartPhases.ofStart(log, from, to) : StartPhases.ofTakeover(log, from, to);
        }

        /** CPU time of the last one that was started. */
        double cpuSeconds() {
            return instances.get(started).cpuSeconds();
        }

        /** Records of changelogs that the last one that was started has read back, as it says itself. */
        long restored() throws IOException, InterruptedException {
            List<String> urls = instances
                    .get(started)
                    .output()
                    .lines()
                    .filter(line -> line.contains("Probes and metrics are on "))
                    .toList();
            String url = urls.get(urls.size() - 1).replaceFirst(".* on ", "");
            String metrics = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(url + "/metrics")).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            return metrics.lines()
                    .filter(line -> line.startsWith("auditsphere_restored_records_total "))
                    .mapToLong(line -> (long) Double.parseDouble(line.substring(line.indexOf(' '))))
                    .sum();
        }
    }

    /**
     * What is measured.
     *
     * @param past events that are answered before
     * @param instances by their names
     * @param settings of each instance
     */
    private record Case(char letter, String what, int past, List<String> instances, List<String> settings, Deed deed) {}

    private static final Deed RESTART = it -> {
        it.stop("1");
        it.serve("1");
    };
    private static final Deed KILL_AND_START = it -> {
        it.kill("1");
        it.serve("1");
    };
    private static final List<String> ONE = List.of("1");
    private static final List<String> TWO = List.of("1", "2");
    private static final List<String> NO_STANDBY = List.of();
    private static final List<String> STANDBY = List.of("kafka.num.standby.replicas=1");
    private static final List<String> MANY_COMMITS = List.of("commit.interval=5ms");

    private final List<Case> cases = List.of(
            new Case('a', "one instance, clean restart", LONG_PAST, ONE, List.of(), RESTART),
            new Case('b', "one instance, kill -9, started again at once", LONG_PAST, ONE, List.of(), KILL_AND_START),
            new Case('c', "one static member, clean restart", PAST, ONE, List.of(STATIC), RESTART),
            new Case('d', "one static member, kill -9, started at once", PAST, ONE, List.of(STATIC), KILL_AND_START),
            new Case('e', "kill -9 of one of two, taken over, no standby", PAST, TWO, NO_STANDBY, it -> it.kill("1")),
            new Case('f', "kill -9 of one of two, taken over, standby", PAST, TWO, STANDBY, it -> it.kill("1")),
            new Case('g', "clean stop of one of two, taken over", PAST, TWO, NO_STANDBY, it -> it.stop("1")),
            new Case('h', "kill -9 of the broker, started again at once", PAST, ONE, List.of(), it -> {
                cluster.killBroker();
                cluster.startBroker();
            }),
            new Case('i', "kill -9 with a long changelog", MILLION_PAST, ONE, MANY_COMMITS, KILL_AND_START));

    @Test
    void timesToRecover() throws Exception {
        String wanted = System.getProperty("recovery");
        try (TestCluster started = TestCluster.start(folder)) {
            cluster = started;
            for (Case each : cases) {
                if (wanted.indexOf(each.letter) >= 0) {
                    measure(each);
                }
            }
        }
    }

    private void measure(Case one) throws Exception {
        Installation installation = new Installation(one.letter + ".", one.settings);
        int past = one.past;
        load = Workload.of(past > LONG_PAST ? MANY_PEOPLE : PEOPLE, past + 30_000);
        if (load.size() < past + 10_000) {
            throw new IllegalStateException("the organisation acts too seldom: " + load.size() + " events");
        }
        AtomicBoolean goOn = new AtomicBoolean(true);
        String events = installation.topics.auditEvents();
        one.instances.forEach(installation::serve);
        try (Answers answers = Answers.followDigests(cluster.bootstrapServers(), installation.topics);
                Producer<byte[], byte[]> producer = Workload.producer(cluster.bootstrapServers())) {
            load.send(producer, events, 0, past, Integer.MAX_VALUE);
            Set<String> all = load.ids(0, past);
            Until.holds(
                    "the past is answered",
                    PATIENCE.multipliedBy(1 + past / LONG_PAST),
                    () -> answers.count() >= all.size() && answers.has(all));
            Sending flow = Sending.of(() -> load.send(producer, events, past, load.size(), PACE, goOn::get));
            long flowing = System.nanoTime();
            Until.holds(
                    "every partition is answered",
                    PATIENCE,
                    () -> answers.recoveryFrom(flowing, load).isPresent());
            long changelog = changelogRecords(installation.topics);
            long began = System.nanoTime();
            one.deed.to(installation);
            long done = System.nanoTime();
            double cpuBefore = installation.startedAgain ? 0 : installation.cpuSeconds();
            Instant doneAt = Instant.now();
            Until.holds(
                    "every partition is answered again",
                    PATIENCE,
                    () -> answers.recoveryFrom(done, load).isPresent());
            Duration answeredAfter = answers.recoveryFrom(done, load).get();
            System.out.printf(
                    "Recovery: %c, %s: %.1f s (changelogs of %,d offsets, %,d records read back, load %.1f, %.1f CPU-s of the instance);"
                            + " stopping took %.1f s, then:%s%n",
                    one.letter,
                    one.what,
                    answers.longestSilence(began).toMillis() / 1000.0,
                    changelog,
                    installation.restored(),
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                    installation.cpuSeconds() - cpuBefore,
                    (done - began) / 1e9,
                    installation.phases(doneAt, doneAt.plus(answeredAfter)));
            goOn.set(false);
            flow.join();
        } finally {
            goOn.set(false);
            installation.instances.values().forEach(ChildJvm::close);
        }
    }

    private long changelogRecords(Topics topics) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            List<String> changelogs = admin.listTopics().names().get().stream()
                    .filter(topic -> topic.startsWith(topics.prefix()) && topic.endsWith("-changelog"))
                    .toList();
            Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
            admin.describeTopics(changelogs)
                    .allTopicNames()
                    .get()
                    .forEach((topic, found) -> found.partitions()
                            .forEach(each ->
                                    ends.put(new TopicPartition(topic, each.partition()), OffsetSpec.latest())));
            return admin.listOffsets(ends).all().get().values().stream()
                    .mapToLong(each -> each.offset())
                    .sum();
        }
    }
}

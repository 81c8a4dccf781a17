package io.auditsphere.app.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.app.testing.Until;
import io.auditsphere.app.topology.Topics;
import io.auditsphere.model.snapshot.ModelSnapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills at random for as long as one likes, and compares with a run that nothing disturbed. Not part of the build:
 * {@code ./mvnw test -pl app -am -Dtest=ChaosRun -Dchaos.minutes=10 -Dsurefire.failIfNoSpecifiedTests=false}, with
 * {@code -Dchaos.rate=400} events a second and {@code -Dchaos.seed=1} as defaults.
 */
@EnabledIfSystemProperty(named = "chaos.minutes", matches = "\\d+")
class ChaosRun {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /** Between an answer from every partition and the next deed. */
    private static final int CALM_MS = 8_000;

    private final SplittableRandom random = new SplittableRandom(Long.getLong("chaos.seed", 1));
    private final Map<String, List<Duration>> recoveries = new TreeMap<>();

    @TempDir
    Path folder;

    private TestCluster cluster;
    private Topics topics;
    private ChildJvm[] instances;
    private int deeds;

    @Test
    void killsAtRandomLoseNothingAndDoubleNothing() throws Exception {
        int rate = Integer.getInteger("chaos.rate", 400);
        int seconds = 60 * Integer.getInteger("chaos.minutes");
        // A person's two days yield some 75 deliveries.
        Workload load = Workload.of(Math.max(120, rate * seconds / 60), rate * seconds);
        List<ModelSnapshot> models = Workload.models();
        try (TestCluster started = TestCluster.start(folder)) {
            cluster = started;
            topics = cluster.install("rough.", models);
            Topics calm = cluster.install("calm.", models);
            try (Answers actual = Answers.followDigests(cluster.bootstrapServers(), topics);
                    Answers expected = Answers.followDigests(cluster.bootstrapServers(), calm)) {
                disturbed(load, rate, actual);
                load.rewind();
                undisturbed(calm, load, expected);
                System.out.println("Chaos: warnings: " + cluster.warnings());
                Comparison.assertSame(load, expected, actual);
            }
        }
        System.out.printf(
                "Chaos: %d deliveries of %d events, all answered once%n",
                load.size(), load.ids().size());
        recoveries.forEach((deed, times) -> System.out.printf(
                "Chaos: %s, %d times: median %.1f s, longest %.1f s%n",
                deed, times.size(), seconds(times, times.size() / 2), seconds(times, times.size() - 1)));
    }

    private void disturbed(Workload load, int rate, Answers answers) throws Exception {
        instances = new ChildJvm[] {cluster.serve(topics, "0"), cluster.serve(topics, "1")};
        AtomicBoolean flowing = new AtomicBoolean(true);
        try (Producer<byte[], byte[]> producer = Workload.producer(cluster.bootstrapServers())) {
            Sending flow = Sending.of(() -> {
                load.send(producer, topics.auditEvents(), 0, load.size(), rate);
                flowing.set(false);
            });
            Until.holds("results flow", PATIENCE, () -> answers.count() > 1_000);
            while (flowing.get()) {
                deed(load, answers, flowing);
            }
            flow.join();
            Until.holds("everything is answered", PATIENCE, () -> answers.has(load.ids()));
            Set<String> end = load.sendEnd(producer, topics.auditEvents());
            Until.holds("findings agree with results", PATIENCE, () -> answers.has(end) && answers.findingsSettled());
        } finally {
            for (ChildJvm instance : instances) {
                instance.close();
            }
        }
    }

    private void deed(Workload load, Answers answers, AtomicBoolean flowing) {
        int victim = random.nextInt(2);
        int kind = (deeds++ + random.nextInt(2)) % 5;
        long began = System.nanoTime();
        String deed;
        if (kind == 0) {
            deed = "kill -9 of the broker, started again at once";
            cluster.killBroker();
            cluster.startBroker();
        } else if (kind == 1) {
            deed = "clean restart of one of two instances";
            instances[victim].stop();
            instances[victim] = cluster.serve(topics, Integer.toString(victim));
        } else if (kind < 4) {
            deed = "kill -9 of one of two instances, started again at once";
            instances[victim].kill();
            instances[victim] = cluster.serve(topics, Integer.toString(victim));
        } else {
            deed = "kill -9 of both instances, started again at once";
            instances[0].kill();
            instances[1].kill();
            instances[0] = cluster.serve(topics, "0");
            instances[1] = cluster.serve(topics, "1");
        }
        long done = System.nanoTime();
        Until.holds(
                "every partition is answered after: " + deed,
                PATIENCE,
                () -> !flowing.get() || answers.recoveryFrom(done, load).isPresent());
        if (answers.recoveryFrom(done, load).isPresent()) {
            Duration silence = answers.longestSilence(began);
            recoveries.computeIfAbsent(deed, first -> new ArrayList<>()).add(silence);
            Comparison.report(deed, silence);
        }
        LockSupport.parkNanos(Duration.ofMillis(random.nextInt(CALM_MS)).toNanos());
    }

    private void undisturbed(Topics calm, Workload load, Answers answers) {
        try (ChildJvm serve = cluster.serve(calm, "only");
                Producer<byte[], byte[]> producer = Workload.producer(cluster.bootstrapServers())) {
            load.send(producer, calm.auditEvents(), 0, load.size(), Integer.MAX_VALUE);
            Until.holds("everything is answered in calm", PATIENCE, () -> answers.has(load.ids()));
            Set<String> end = load.sendEnd(producer, calm.auditEvents());
            Until.holds(
                    "findings agree with results in calm",
                    PATIENCE,
                    () -> answers.has(end) && answers.findingsSettled());
            assertThat(serve.stop()).as("ends in order when asked to").isZero();
        }
    }

    private static double seconds(List<Duration> times, int index) {
        return times.stream().sorted().skip(index).findFirst().orElseThrow().toMillis() / 1000.0;
    }
}

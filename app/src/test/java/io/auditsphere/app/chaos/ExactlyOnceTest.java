package io.auditsphere.app.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.app.testing.Until;
import io.auditsphere.app.topology.Topics;
import io.auditsphere.model.snapshot.ModelSnapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Instances and the broker are killed in full flow, and whoever reads committed results cannot tell: the same events,
 * none missing, none twice, with the same features, scores and findings as in a run that nothing disturbed.
 */
class ExactlyOnceTest {

    private static final int EVENTS = 24_000;
    /** So many a second that killing takes place in full flow, and few enough for two small processes on two cores. */
    private static final int PACE = 1_500;

    /** Ten times what it takes on two quiet cores. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    @Test
    void killedInstancesAndAKilledBrokerLoseNothingAndDoubleNothing() throws Exception {
        Workload load = Workload.of(120, EVENTS);
        List<ModelSnapshot> models = Workload.models();
        try (TestCluster cluster = TestCluster.start(folder)) {
            Topics calm = cluster.install("calm.", models);
            Topics rough = cluster.install("rough.", models);
            try (Answers expected = Answers.follow(cluster.bootstrapServers(), calm);
                    Answers actual = Answers.follow(cluster.bootstrapServers(), rough)) {
                undisturbed(cluster, calm, load, expected);
                load.rewind();
                disturbed(cluster, rough, load, actual);
                Comparison.assertSame(load, expected, actual);
                assertThat(actual.results().values())
                        .as("scores occur")
                        .anyMatch(result -> result.contains("\"is_anomaly\":true"));
            }
        }
    }

    private static void undisturbed(TestCluster cluster, Topics topics, Workload load, Answers answers) {
        try (ChildJvm serve = cluster.serve(topics, "only");
                Producer<byte[], byte[]> producer = Workload.producer(cluster.bootstrapServers())) {
            load.send(producer, topics.auditEvents(), 0, load.size(), Integer.MAX_VALUE);
            Until.holds("everything is answered in calm", PATIENCE, () -> answers.has(load.ids()));
            Set<String> end = load.sendEnd(producer, topics.auditEvents());
            Until.holds(
                    "findings agree with results in calm",
                    PATIENCE,
                    () -> answers.has(end) && answers.findingsSettled());
            assertThat(serve.stop()).as("ends in order when asked to").isZero();
        }
    }

    private void disturbed(TestCluster cluster, Topics topics, Workload load, Answers answers) throws Exception {
        int third = load.size() / 3;
        String events = topics.auditEvents();
        ChildJvm first = cluster.serve(topics, "first");
        try (Producer<byte[], byte[]> producer = Workload.producer(cluster.bootstrapServers());
                ChildJvm second = cluster.serve(topics, "second")) {
            Sending beginning = Sending.of(() -> load.send(producer, events, 0, third, PACE));
            Until.holds("results flow", PATIENCE, () -> answers.count() > third / 4);
            first.kill();
            long killed = System.nanoTime();
            first = cluster.serve(topics, "first");
            beginning.join();
            Sending middle = Sending.of(() -> load.send(producer, events, third, 2 * third, PACE));
            Until.holds(
                    "every partition is answered again",
                    PATIENCE,
                    () -> answers.recoveryFrom(killed, load).isPresent());
            Comparison.report(
                    "kill -9 of one of two instances, started again at once",
                    answers.recoveryFrom(killed, load).get());
            middle.join();

            int half = 2 * third + third / 2;
            load.send(producer, events, 2 * third, half, PACE);
            Until.holds("results flow", PATIENCE, () -> answers.count() > 2 * third);
            // Begun only now: with a long backlog all of it would else be sent, and nothing be left for after the kill.
            Sending last = Sending.of(() -> load.send(producer, events, half, load.size(), PACE));
            cluster.killBroker();
            long brokerKilled = System.nanoTime();
            cluster.startBroker();
            Until.holds(
                    "every partition is answered again",
                    PATIENCE,
                    () -> answers.recoveryFrom(brokerKilled, load).isPresent());
            Comparison.report(
                    "kill -9 of the broker, started again at once",
                    answers.recoveryFrom(brokerKilled, load).get());
            last.join();
            Until.holds("everything is answered", PATIENCE, () -> answers.has(load.ids()));
            Set<String> end = load.sendEnd(producer, events);
            Until.holds("findings agree with results", PATIENCE, () -> answers.has(end) && answers.findingsSettled());
            assertThat(first.alive() && second.alive())
                    .as("nobody ended by itself")
                    .isTrue();
        } finally {
            first.close();
        }
    }
}

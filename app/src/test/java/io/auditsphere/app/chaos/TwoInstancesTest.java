package io.auditsphere.app.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.app.testing.Until;
import io.auditsphere.app.topology.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances as a cluster runs them: each with a name in the group, and each keeping a copy of the other's state. */
class TwoInstancesTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int PACE = 300;
    private static final Pattern URL = Pattern.compile("Probes and metrics are on (\\S+)");
    private static final Pattern RESULTS = Pattern.compile("(?m)^auditsphere_results_total(?:\\{[^}]*})? (\\S+)");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    Path folder;

    @Test
    void theyShareTheLoadAndTakeOverFromEachOther() throws Exception {
        Workload load = Workload.of(120, 30_000);
        try (TestCluster cluster = TestCluster.start(folder)) {
            Topics topics = cluster.install("two.", List.of());
            AtomicBoolean goOn = new AtomicBoolean(true);
            AtomicInteger sent = new AtomicInteger();
            try (Answers answers = Answers.follow(cluster.bootstrapServers(), topics);
                    Producer<byte[], byte[]> producer = Workload.producer(cluster.bootstrapServers());
                    ChildJvm second = serve(cluster, topics, "second")) {
                ChildJvm first = serve(cluster, topics, "first");
                try {
                    Sending flow = Sending.of(
                            () -> sent.set(load.send(producer, topics.auditEvents(), 0, load.size(), PACE, goOn::get)));
                    Until.holds(
                            "both instances score", PATIENCE, () -> resultsOf(first) > 200 && resultsOf(second) > 200);

                    assertThat(first.stop()).as("it ends in order").isZero();
                    long stopped = System.nanoTime();
                    try (ChildJvm again = serve(cluster, topics, "first")) {
                        Until.holds(
                                "its partitions are answered again",
                                PATIENCE,
                                () -> answers.recoveryFrom(stopped, load).isPresent());
                        Comparison.report(
                                "clean restart of a static member",
                                answers.recoveryFrom(stopped, load).get());

                        long killed = System.nanoTime();
                        again.kill();
                        Until.holds(
                                "the other takes over",
                                PATIENCE,
                                () -> answers.recoveryFrom(killed, load).isPresent());
                        Comparison.report(
                                "takeover by the other instance, which has a standby (session timeout 6 s)",
                                answers.recoveryFrom(killed, load).get());
                    }
                    goOn.set(false);
                    flow.join();
                    Set<String> all = load.ids(0, sent.get());
                    Until.holds("everything is answered", PATIENCE, () -> answers.has(all));
                    assertThat(answers.doubled()).as("events with two results").isEmpty();
                } finally {
                    goOn.set(false);
                    first.close();
                }
            }
        }
    }

    private static ChildJvm serve(TestCluster cluster, Topics topics, String name) {
        return cluster.serve(
                topics,
                name,
                "kafka.group.instance.id=" + name,
                "kafka.num.standby.replicas=1",
                "kafka.consumer.session.timeout.ms=6000",
                "kafka.consumer.heartbeat.interval.ms=1500");
    }

    /** What the instance says of itself; 0 while it does not answer. */
    private static double resultsOf(ChildJvm instance) {
        Matcher url = URL.matcher(instance.output());
        if (!url.find()) {
            return 0;
        }
        try {
            String metrics = HTTP.send(
                            HttpRequest.newBuilder(URI.create(url.group(1) + "/metrics"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            Matcher results = RESULTS.matcher(metrics);
            double all = 0;
            while (results.find()) {
                all += Double.parseDouble(results.group(1));
            }
            return all;
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while an instance was asked", e);
        }
    }
}

package io.auditsphere.app.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.app.ingest.EventDecoder;
import io.auditsphere.app.ingest.IngestSettings;
import io.auditsphere.app.responses.ResponsePolicy;
import io.auditsphere.app.serve.StreamsSettings;
import io.auditsphere.model.detect.FindingSettings;
import io.auditsphere.model.detect.source.SourceDetectors;
import io.auditsphere.model.detect.source.SourceWatch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;

/**
 * Names of topics, stores and operators persist (in changelogs, metrics and dashboards): a change is a decision, and
 * state under an old name is lost. Whoever means it writes the golden file anew.
 */
class TopologyGoldenTest {

    @Test
    void theTopologyIsTheOneThatIsDocumented() throws IOException {
        assertThat(describe(TopologySettings.defaults())).isEqualTo(golden("topology.txt"));
    }

    @Test
    void storesKeepTheirNames() {
        assertThat(storesOf(describe(TopologySettings.defaults())))
                .containsExactlyInAnyOrder(
                        "user-activity",
                        "user-history",
                        "findings",
                        "seen-events",
                        "event-time",
                        "address-activity",
                        "address-time",
                        "response-memory");
    }

    @Test
    void topicsKeepTheirNames() {
        assertThat(List.of(Topic.values()))
                .extracting(Topics.unprefixed()::name)
                .containsExactly(
                        "audit-events",
                        "anomalies",
                        "findings",
                        "response-actions",
                        "response-actions-dlq",
                        "audit-events-dlq",
                        "anomaly-models",
                        "detector-settings");
    }

    @Test
    void withoutDuplicateDetectionThereIsNoStoreForIt() {
        TopologySettings off = TopologySettings.defaults().withDedupRetention(Duration.ZERO);

        assertThat(storesOf(describe(off))).doesNotContain("seen-events").contains("user-activity");
    }

    @Test
    void everyConfiguredProviderHasABranch() {
        TopologySettings defaults = TopologySettings.defaults();
        TopologySettings clouds = new TopologySettings(
                new Topics("prod."),
                List.of("microsoft", "aws"),
                defaults.partitions(),
                defaults.emit(),
                defaults.dedupRetention(),
                defaults.userTtl(),
                defaults.maxResultBytes(),
                defaults.maxDeadLetterBytes(),
                defaults.tidyInterval(),
                defaults.tidyUsers());

        assertThat(describe(clouds))
                .contains("Processor: score-microsoft ", "Processor: score-aws ", "topics: [prod.audit-events]")
                .doesNotContain("score-google", "topic: anomalies");
    }

    private static String describe(TopologySettings settings) {
        StreamCounters counters = new StreamCounters();
        StreamParts parts = new StreamParts(
                new EventDecoder(IngestSettings.defaults()),
                () -> {
                    throw new AssertionError("Describing a topology must not make scorers");
                },
                provider -> null,
                new SourceWatch(SourceDetectors::asShipped, FindingSettings.defaults()),
                ResponsePolicy.none(),
                counters,
                Clock.systemUTC());
        Topology topology =
                AuditTopology.build(settings, parts, StreamsSettings.defaults().properties(settings, counters));
        return topology.describe().toString();
    }

    private static Set<String> storesOf(String description) {
        Set<String> stores = new TreeSet<>();
        Matcher lists = Pattern.compile("stores: \\[([^]]*)]").matcher(description);
        while (lists.find()) {
            for (String store : lists.group(1).split(", ")) {
                if (!store.isEmpty()) {
                    stores.add(store);
                }
            }
        }
        return stores;
    }

    private static String golden(String name) throws IOException {
        try (InputStream file = TopologyGoldenTest.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

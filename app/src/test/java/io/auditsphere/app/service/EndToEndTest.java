package io.auditsphere.app.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.app.config.ClientSettings;
import io.auditsphere.app.config.ComponentSettings;
import io.auditsphere.app.config.Configuration;
import io.auditsphere.app.config.ConfigurationLoader;
import io.auditsphere.app.config.InputKeys;
import io.auditsphere.app.detectors.DetectorSettingsPublisher;
import io.auditsphere.app.generate.Arrival;
import io.auditsphere.app.generate.AttackPlan;
import io.auditsphere.app.generate.EventGenerator;
import io.auditsphere.app.generate.GeneratorSettings;
import io.auditsphere.app.generate.TruthRecord;
import io.auditsphere.app.ingest.EventDecoder;
import io.auditsphere.app.local.TestServers;
import io.auditsphere.app.models.ModelPublisher;
import io.auditsphere.app.storage.Database;
import io.auditsphere.app.testing.MonitoringFiles;
import io.auditsphere.app.testing.ScrapedMetrics;
import io.auditsphere.app.testing.Until;
import io.auditsphere.app.topology.TopicAdmin;
import io.auditsphere.app.training.TrainingJob;
import io.auditsphere.app.training.TrainingProgress;
import io.auditsphere.model.detect.builtin.BuiltInDetectors;
import io.auditsphere.model.scoring.DetectorsInForce;
import io.auditsphere.schemas.Anomaly;
import io.auditsphere.schemas.AnomalyJson;
import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.ContributingFactor;
import io.auditsphere.schemas.DeadLetterHeaders;
import io.auditsphere.schemas.SignalReport;
import io.auditsphere.schemas.SuppressionRule;
import io.auditsphere.schemas.SuppressionScope;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The running program from one end to the other, over a real broker and a real database. */
class EndToEndTest {

    /** Enough for everybody to have a baseline (30 events over 3 days) behind the first quarter, which is not fitted. */
    private static final Duration HISTORY = Duration.ofDays(12);

    private static final GeneratorSettings ORGANISATION = new GeneratorSettings(3, 12, List.of("box", "microsoft"));

    /** Fixed, since what is strange depends on the hour. */
    private static final Instant PRESENT = Instant.parse("2026-05-18T06:00:00Z");

    private static final Path METRICS = Path.of("src/test/resources/io/auditsphere/app/service/metrics.txt");

    @TempDir
    Path folder;

    private final List<Anomaly> results = new ArrayList<>();
    private final Set<String> learnt = new HashSet<>();

    @Test
    void whatIsProducedIsLearntTrainedScoredAndConsumed() throws Exception {
        Configuration configuration = configuration();
        ComponentSettings settings = new ComponentSettings(configuration);
        try (Admin admin = Admin.create(ClientSettings.admin(configuration))) {
            new TopicAdmin(admin, settings.topics()).create(2, (short) 1);
        }
        muteNobody(configuration, settings);
        EventGenerator generator = new EventGenerator(ORGANISATION);
        Instant end = PRESENT.plus(Duration.ofHours(12));
        try (AuditService service = AuditService.start(configuration, settings.ingest(), Clock.systemUTC());
                EventSender sender = EventSender.open(
                        ClientSettings.producer(configuration),
                        settings.topics().auditEvents());
                KafkaConsumer<byte[], byte[]> anomalies =
                        reader(configuration, settings.topics().anomalies());
                KafkaConsumer<byte[], byte[]> deadLetters =
                        reader(configuration, settings.topics().deadLetters())) {
            learnAndTrain(configuration, service, sender, generator);

            List<TruthRecord> attacks = new ArrayList<>();
            AttackPlan plan = AttackPlan.none().withDemonstrationAt(PRESENT.plus(Duration.ofHours(2)));
            List<Arrival> sent = list(generator.arrivals(PRESENT, end, plan, truth -> {
                if (truth.kind() == TruthRecord.Kind.ATTACK) {
                    attacks.add(truth);
                }
            }));
            sent.forEach(one -> sender.send(one.event(), false));
            sender.send("{not json".getBytes(StandardCharsets.UTF_8), new EventDecoder(settings.ingest()), false);
            sender.flush();

            Set<String> ids = new HashSet<>();
            sent.forEach(one -> ids.add(id(one)));
            // Some of what arrives was delivered, and learnt, before.
            ids.removeAll(learnt);
            readUntil(anomalies, "a result for every event", () -> resultIds().containsAll(ids));

            aPlantedAttackIsFoundWithItsTypeAndReasons(attacks);
            aDuplicateYieldsNothing(sent);
            aDeadLetterCarriesItsReason(deadLetters);
            theMetricsOfAllPartsAreThere(service);
            aRetrainedModelTakesOverWithoutARestart(configuration, service, sender, anomalies, sent.get(0));
        }
    }

    /** A rule in force, which metrics name whether or not it mutes. */
    private static void muteNobody(Configuration configuration, ComponentSettings settings) {
        SuppressionScope scope = new SuppressionScope(
                List.of("nobody@example.com"), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
        SuppressionRule rule = new SuppressionRule(
                "nobody", "soc", "a test", PRESENT.plus(Duration.ofDays(30)), null, scope, "", PRESENT, null);
        try (DetectorSettingsPublisher publisher = DetectorSettingsPublisher.open(
                ClientSettings.producer(configuration), settings.topics().detectorSettings())) {
            publisher.publish(DetectorSettingsPublisher.versioned(rule));
        }
    }

    private void aPlantedAttackIsFoundWithItsTypeAndReasons(List<TruthRecord> attacks) {
        assertThat(attacks).isNotEmpty();
        TruthRecord massDownload = attacks.get(0);
        assertThat(massDownload.category()).isEqualTo(AnomalyType.BULK_OPERATION);
        List<Anomaly> alerts = results.stream()
                .filter(one -> one.isAlert()
                        && massDownload.eventIds().contains(one.event().eventId()))
                .toList();
        assertThat(alerts)
                .as(
                        "alerts among the %d events of the attack",
                        massDownload.eventIds().size())
                .isNotEmpty();
        assertThat(alerts)
                .flatExtracting(Anomaly::signals)
                .extracting(SignalReport::anomalyType)
                .as("what the alerts are about")
                .contains(AnomalyType.BULK_OPERATION);
        for (Anomaly alert : alerts) {
            assertThat(alert.subject().id()).isEqualTo(massDownload.userKey());
            assertThat(alert.contributingFactors()).isNotEmpty();
            assertThat(alert.contributingFactors())
                    .extracting(ContributingFactor::text)
                    .as("reasons in words")
                    .doesNotContain("");
            assertThat(alert.contributions()).as("alerts are explained exactly").isNotEmpty();
        }
    }

    private void aDuplicateYieldsNothing(List<Arrival> sent) {
        assertThat(sent).as("the log holds redeliveries").anyMatch(Arrival::duplicate);
        assertThat(results).extracting(one -> id(one.event())).doesNotHaveDuplicates();
        assertThat(resultIds()).as("what was learnt is no news").doesNotContainAnyElementsOf(learnt);
    }

    private static void aDeadLetterCarriesItsReason(KafkaConsumer<byte[], byte[]> deadLetters) {
        List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
        Until.holds("the record that is no JSON is dead-lettered", () -> {
            deadLetters.poll(Duration.ofMillis(200)).forEach(letters::add);
            return !letters.isEmpty();
        });
        ConsumerRecord<byte[], byte[]> letter = letters.get(0);
        assertThat(new String(letter.value(), StandardCharsets.UTF_8)).isEqualTo("{not json");
        assertThat(new String(
                        letter.headers().lastHeader(DeadLetterHeaders.REASON).value(), StandardCharsets.UTF_8))
                .isEqualTo("not_json");
    }

    /** Names and labels are API: dashboards and alerts are written against them. */
    private static void theMetricsOfAllPartsAreThere(AuditService service) throws Exception {
        String scraped = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(service.http().url() + "/metrics"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        assertThat(ScrapedMetrics.parse(scraped).ownNames()).isEqualTo(Files.readString(METRICS));
        MonitoringFiles.assertAllExist(ScrapedMetrics.parse(scraped));
    }

    private void aRetrainedModelTakesOverWithoutARestart(
            Configuration configuration,
            AuditService service,
            EventSender sender,
            KafkaConsumer<byte[], byte[]> anomalies,
            Arrival template)
            throws Exception {
        String provider = template.event().provider();
        String before = service.models().modelOf(provider).reference(false).version();
        train(configuration);
        Until.holds(
                "the new model is live",
                () -> !service.models()
                        .modelOf(provider)
                        .reference(false)
                        .version()
                        .equals(before));
        String after = service.models().modelOf(provider).reference(false).version();

        String line = "{\"event_id\":\"after-the-swap\",\"provider\":\"" + provider + "\",\"creation_time\":\""
                + Instant.now().truncatedTo(ChronoUnit.SECONDS) + "\",\"operation\":\"FileAccessed\",\"user_id\":\""
                + template.event().userId() + "\"}";
        sender.send(
                line.getBytes(StandardCharsets.UTF_8),
                new EventDecoder(new ComponentSettings(configuration).ingest()),
                false);
        sender.flush();
        readUntil(anomalies, "the event after the swap", () -> resultIds().contains(provider + " after-the-swap"));
        Anomaly last = results.get(results.size() - 1);
        assertThat(last.model().version()).isEqualTo(after);
    }

    private void learnAndTrain(
            Configuration configuration, AuditService service, EventSender sender, EventGenerator generator)
            throws Exception {
        List<Arrival> history = list(generator.arrivals(PRESENT.minus(HISTORY), PRESENT, AttackPlan.none()));
        history.forEach(one -> {
            sender.send(one.event(), true);
            learnt.add(id(one));
        });
        sender.flush();
        Until.holds(
                "the stream has learnt the history",
                () -> service.counters().learnt() + service.counters().duplicates() == history.size());
        Until.holds(
                "the history is archived",
                () -> service.archiver().archived() + service.archiver().alreadyKnown() == history.size());
        assertThat(service.counters().results())
                .as("what teaches yields no result")
                .isZero();
        train(configuration);
        Until.holds("both models are live", () -> service.models().models().size() == 2);
    }

    private static void train(Configuration configuration) throws Exception {
        ComponentSettings settings = new ComponentSettings(configuration);
        try (Database database = Database.open(settings.database());
                ModelPublisher publisher = ModelPublisher.open(
                        ClientSettings.shared(configuration), settings.topics().models())) {
            assertThat(new TrainingJob(
                                    database,
                                    publisher,
                                    configuration.get(InputKeys.PROVIDERS),
                                    settings.features(),
                                    settings.training(),
                                    () -> DetectorsInForce.of(BuiltInDetectors.asShipped()),
                                    Clock.systemUTC(),
                                    TrainingProgress.silent())
                            .run()
                            .results())
                    .allSatisfy(result -> assertThat(result.outcome().isTrained())
                            .as(result.toString())
                            .isTrue());
        }
    }

    private void readUntil(KafkaConsumer<byte[], byte[]> consumer, String what, BooleanSupplier condition) {
        Until.holds(what, () -> {
            consumer.poll(Duration.ofMillis(200)).forEach(record -> results.add(read(record)));
            return condition.getAsBoolean();
        });
    }

    private Set<String> resultIds() {
        Set<String> ids = new HashSet<>();
        results.forEach(one -> ids.add(id(one.event())));
        return ids;
    }

    private static Anomaly read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return AnomalyJson.read(record.value());
        } catch (IOException e) {
            throw new AssertionError("a result that cannot be read: " + e.getMessage(), e);
        }
    }

    private static String id(Arrival arrival) {
        return id(arrival.event());
    }

    private static String id(AuditEvent event) {
        return event.provider() + ' ' + event.eventId();
    }

    private static List<Arrival> list(Iterator<Arrival> arrivals) {
        List<Arrival> list = new ArrayList<>();
        arrivals.forEachRemaining(list::add);
        return list;
    }

    private Configuration configuration() throws Exception {
        String name = TestServers.uniqueName("end-to-end");
        return ConfigurationLoader.load(
                Optional.empty(),
                Map.of(),
                List.of(
                        "kafka.bootstrap.servers=" + TestServers.bootstrapServers(),
                        "database.url=" + TestServers.createDatabase(),
                        "application.id=" + name,
                        "topics.prefix=" + name + ".",
                        "topics.partitions=2",
                        "topics.replication=1",
                        "providers=" + String.join(",", ORGANISATION.providers()),
                        "organisation.domains=" + String.join(",", new EventGenerator(ORGANISATION).ownDomains()),
                        "state.folder=" + folder,
                        "stream.threads=1",
                        "input.max.age=",
                        "train.missing=false",
                        "http.port=0"));
    }

    private static KafkaConsumer<byte[], byte[]> reader(Configuration configuration, String topic) {
        Map<String, Object> settings = new HashMap<>(ClientSettings.consumer(configuration));
        settings.put("isolation.level", "read_committed");
        settings.put("auto.offset.reset", "earliest");
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        return consumer;
    }
}

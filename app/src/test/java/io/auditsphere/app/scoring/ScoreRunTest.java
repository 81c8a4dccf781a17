package io.auditsphere.app.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.auditsphere.app.config.ComponentSettings;
import io.auditsphere.app.config.Configuration;
import io.auditsphere.app.console.Console;
import io.auditsphere.app.detectors.SettingsFile;
import io.auditsphere.app.generate.Arrival;
import io.auditsphere.app.generate.AttackPlan;
import io.auditsphere.app.generate.EventGenerator;
import io.auditsphere.app.generate.GeneratorSettings;
import io.auditsphere.app.input.InputSelection;
import io.auditsphere.model.scoring.LiveDetectors;
import io.auditsphere.schemas.Anomaly;
import io.auditsphere.schemas.AnomalyJson;
import io.auditsphere.schemas.AuditEventJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Five days of a small organisation teach and train; one more is scored. */
class ScoreRunTest {

    private static final Instant START = Instant.parse("2026-05-04T00:00:00Z");
    private static final Clock CLOCK = Clock.fixed(START.plus(Duration.ofDays(30)), ZoneOffset.UTC);

    @TempDir
    static Path folder;

    private static Path past;
    private static Path present;
    private static int presentEvents;
    private static int presentIds;
    private static int presentAlone;

    @BeforeAll
    static void generate() throws IOException {
        past = folder.resolve("past.ndjson");
        present = folder.resolve("present.ndjson");
        EventGenerator generator = new EventGenerator(new GeneratorSettings(1, 10, List.of("box", "microsoft")));
        List<Arrival> days = write(past, generator.arrivals(START, START.plus(Duration.ofDays(5)), AttackPlan.none()));
        Set<String> known = new HashSet<>();
        days.forEach(one -> known.add(one.event().provider() + one.event().eventId()));
        days = write(
                present,
                generator.arrivals(
                        START.plus(Duration.ofDays(5)),
                        START.plus(Duration.ofDays(6)),
                        AttackPlan.none().withDemonstrationAt(START.plus(Duration.ofHours(130)))));
        presentEvents = days.size();
        Set<String> ids = new HashSet<>();
        days.forEach(one -> ids.add(one.event().provider() + one.event().eventId()));
        presentAlone = ids.size();
        // Some of what arrives was delivered before.
        ids.removeAll(known);
        presentIds = ids.size();
    }

    @Test
    void whatIsTrainedOnOneFileScoresTheOther() throws IOException {
        Path results = folder.resolve("results.ndjson");
        ScoreSummary summary = run(request(present.toString(), past.toString(), results, null));

        assertThat(summary.notTrained()).isEmpty();
        assertThat(summary.results()).as("one result an event that is new").isEqualTo(presentIds);
        assertThat(presentEvents).as("the log holds redeliveries").isGreaterThan(presentIds);
        List<Anomaly> read = anomalies(results);
        assertThat(read).hasSize(presentIds).allSatisfy(one -> {
            assertThat(one.model()).as("every provider has a model").isNotNull();
            assertThat(one.scoredAt()).isEqualTo(CLOCK.instant());
        });
        assertThat(summary.anomalies())
                .isEqualTo(read.stream().filter(Anomaly::isAnomaly).count())
                .isPositive();
        assertThat(summary.alerts())
                .isEqualTo(read.stream().filter(Anomaly::isAlert).count())
                .as("a mass download begins in the span")
                .isPositive();
    }

    @Test
    void detectorsAreAskedBySettingsOfAFileAndItsRulesMute() throws IOException {
        Path file = Files.writeString(folder.resolve("settings.json"), """
                {"detectors": [{"detector": "bulk", "enabled": true, "minimum_severity": "low",
                                "settings": {"reads": 10, "times": 1.0}}],
                 "suppressions": [{"id": "everything", "owner": "soc", "reason": "a test",
                                   "expires_at": "2026-06-01T00:00:00Z", "up_to": "critical",
                                   "scope": {"providers": ["microsoft", "box"]}}]}""");
        ComponentSettings components = new ComponentSettings(Configuration.defaults());
        LiveDetectors detectors = components.detectors();
        SettingsFile.read(file, detectors, START);
        Path results = folder.resolve("muted.ndjson");
        ScoreSummary summary = run(
                request(present.toString(), past.toString(), results, null),
                components.score().with(detectors.inForce()),
                new ArrayList<>());

        assertThat(summary.alerts()).as("all are muted").isZero();
        assertThat(anomalies(results))
                .anySatisfy(one -> assertThat(one.muted()).isNotNull())
                .anySatisfy(one -> assertThat(one.signals())
                        .anyMatch(signal -> signal.detector().equals("bulk")
                                && signal.settingsVersion()
                                        .equals(detectors.settings().get("bulk").version())));
        Path exported = Files.writeString(folder.resolve("exported.json"), SettingsFile.of(detectors));
        LiveDetectors again = components.detectors();
        SettingsFile.read(exported, again, START);
        assertThat(again.settings()).isEqualTo(detectors.settings());
        assertThat(again.rules()).isEqualTo(detectors.rules());
    }

    @Test
    void settingsThatCannotBeUsedAreRefusedWithTheirPlace() throws IOException {
        LiveDetectors detectors = new ComponentSettings(Configuration.defaults()).detectors();
        for (String[] wrong : new String[][] {
            {"[]", "expected {\"detectors\""},
            {"{\"detector\": []}", "none of them"},
            {
                "{\"detectors\": [{\"detector\": \"bluk\", \"enabled\": true, \"minimum_severity\": \"low\"}]}",
                "there is no detector \"bluk\""
            },
            {
                "{\"detectors\": [{\"detector\": \"bulk\", \"enabled\": true, \"minimum_severity\": \"low\","
                        + " \"settings\": {\"reads\": 1}}]}",
                "bulk: reads must be from 2 to 256"
            }
        }) {
            Path file = Files.writeString(folder.resolve("wrong.json"), wrong[0]);
            assertThatThrownBy(() -> SettingsFile.read(file, detectors, START))
                    .hasMessageContaining("wrong.json: ")
                    .hasMessageContaining(wrong[1]);
        }
    }

    @Test
    void theSameFilesGiveTheSameResultsButForTheModelsNames() throws IOException {
        Path first = folder.resolve("first.ndjson");
        Path second = folder.resolve("second.ndjson");
        run(request(present.toString(), past.toString(), first, null));
        run(request(present.toString(), past.toString(), second, null));

        assertThat(withoutVersions(first)).isEqualTo(withoutVersions(second));
    }

    @Test
    void whatCannotBeReadIsADeadLetterAndTheRestGoesOn() throws IOException {
        Path mixed = folder.resolve("mixed.ndjson");
        Path results = folder.resolve("mixed-results.ndjson");
        Path deadLetters = folder.resolve("dead.ndjson");
        String good = Files.readAllLines(present).get(0);
        Files.writeString(
                mixed, "{not json\n" + good + "\n{\"provider\":\"box\",\"operation\":\"DOWNLOAD\"}\n" + good + "\n");

        ScoreSummary summary = run(request(mixed.toString(), null, results, deadLetters.toString()));

        assertThat(summary.results()).isEqualTo(1);
        assertThat(summary.duplicates()).isEqualTo(1);
        assertThat(summary.withoutModel()).as("nothing was trained").isEqualTo(1);
        List<String> lines = Files.readAllLines(deadLetters);
        assertThat(lines).hasSize(2);
        JsonNode first = new ObjectMapper().readTree(lines.get(0));
        assertThat(first.get("line").asInt()).isEqualTo(1);
        assertThat(first.get("reason").asText()).isEqualTo("not_json");
        assertThat(first.get("record").asText()).isEqualTo("{not json");
        JsonNode second = new ObjectMapper().readTree(lines.get(1));
        assertThat(second.get("line").asInt()).isEqualTo(3);
        assertThat(second.get("reason").asText()).isEqualTo("missing_field");
    }

    @Test
    void aProviderWithTooFewEventsIsNamedAndTheOthersGoOn() throws IOException {
        Path few = folder.resolve("few.ndjson");
        List<String> lines = new ArrayList<>(Files.readAllLines(past));
        lines.removeIf(line -> line.contains("\"provider\":\"box\""));
        lines.add(
                0,
                Files.readAllLines(past).stream()
                        .filter(line -> line.contains("\"provider\":\"box\""))
                        .findFirst()
                        .orElseThrow());
        Files.write(few, lines);

        ScoreSummary summary = run(request(present.toString(), few.toString(), folder.resolve("r.ndjson"), null));

        assertThat(summary.notTrained()).singleElement().asString().contains("box has 1 events", "needs 100");
        assertThat(summary.withoutModel()).isPositive().isLessThan(summary.results());
    }

    /** Its events cannot have taught what is known when they come, or each would look redelivered or late. */
    @Test
    void aFileThatIsTrainedAndScoredBeginsWithEmptyState() throws IOException {
        Path results = folder.resolve("self.ndjson");
        ScoreSummary summary = run(request(present.toString(), present.toString(), results, null));

        assertThat(summary.results()).isEqualTo(presentAlone);
        assertThat(anomalies(results).get(0).features().get("event_count_24h"))
                .as("the first event of its user")
                .isEqualTo(1);
    }

    /** The newest first, as portals export: the log alone is put in order, its first part learnt, the rest scored. */
    @Test
    void aLogAloneIsLearntAndScoredInTheOrderOfTime() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(past));
        lines.addAll(Files.readAllLines(present));
        Collections.reverse(lines);
        Path export = Files.write(folder.resolve("newest-first.ndjson"), lines);
        Path results = folder.resolve("in-parts.ndjson");
        List<Anomaly> alerts = new ArrayList<>();
        ScoreRequest request = new ScoreRequest(
                InputSelection.of(List.of(export.toString())),
                0.8,
                null,
                List.of(),
                null,
                results.toString(),
                null,
                null);
        ScoreSummary summary = run(request, alerts);

        assertThat(summary.notTrained()).isEmpty();
        assertThat(summary.late()).as("in the order of time nothing is late").isZero();
        assertThat(summary.taught() + summary.results() + summary.duplicates())
                .as("every event is learnt, scored or came twice")
                .isEqualTo(lines.size());
        assertThat(summary.results()).isBetween(lines.size() / 10L, lines.size() / 4L);
        assertThat(alerts)
                .as("a mass download begins in the last day")
                .isNotEmpty()
                .hasSize((int) summary.alerts());
        List<Anomaly> read = anomalies(results);
        assertThat(read)
                .isSortedAccordingTo(Comparator.comparing(one -> one.event().creationTime()));
        assertThat(summary.report().domains()).hasSize(2).allMatch(text -> text.contains("learnt for"));
    }

    private static ScoreRequest request(String input, String train, Path output, String deadLetters)
            throws IOException {
        return new ScoreRequest(
                InputSelection.of(List.of(input)),
                null,
                train == null ? null : InputSelection.of(List.of(train)),
                List.of(),
                null,
                output.toString(),
                null,
                deadLetters);
    }

    private static ScoreSummary run(ScoreRequest request) throws IOException {
        return run(request, new ArrayList<>());
    }

    private static ScoreSummary run(ScoreRequest request, List<Anomaly> alerts) throws IOException {
        return run(request, new ComponentSettings(Configuration.defaults()).score(), alerts);
    }

    private static ScoreSummary run(ScoreRequest request, ScoreSettings settings, List<Anomaly> alerts)
            throws IOException {
        Console silent =
                new Console(new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8), false);
        return new ScoreRun(request, settings, CLOCK, silent).run(alerts::add);
    }

    private static List<Arrival> write(Path file, Iterator<Arrival> arrivals) throws IOException {
        List<Arrival> written = new ArrayList<>();
        try (OutputStream out = Files.newOutputStream(file)) {
            while (arrivals.hasNext()) {
                Arrival arrival = arrivals.next();
                written.add(arrival);
                out.write(AuditEventJson.toBytes(arrival.event()));
                out.write('\n');
            }
        }
        return written;
    }

    private static List<Anomaly> anomalies(Path file) throws IOException {
        List<Anomaly> read = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            read.add(AnomalyJson.read(line.getBytes(StandardCharsets.UTF_8)));
        }
        return read;
    }

    private static List<String> withoutVersions(Path file) throws IOException {
        // The versions are made of time and chance, and stand in signals as well.
        return Files.readAllLines(file).stream()
                .map(line -> line.replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", "V"))
                .toList();
    }
}

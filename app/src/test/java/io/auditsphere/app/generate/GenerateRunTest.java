package io.auditsphere.app.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditsphere.app.ingest.DecodedRecord;
import io.auditsphere.app.ingest.EventDecoder;
import io.auditsphere.app.ingest.IngestSettings;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command's work: NDJSON that the decoder reads back, a truth file, a pace. */
class GenerateRunTest {

    private static final Instant START = Instant.parse("2026-10-05T00:00:00Z");

    @TempDir
    Path folder;

    private static GenerateRun.Options options(Duration length, double rate, Path truth) {
        return new GenerateRun.Options(
                GeneratorSettings.defaults().withUsers(40), START, length, AttackPlan.perDay(6), rate, truth);
    }

    @Test
    void writesLinesThatTheDecoderReadsBackAsTheyWere() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<Arrival> arrivals = new ArrayList<>();
        try (BufferedOutputStream out = new BufferedOutputStream(bytes)) {
            new GenerateRun(
                            options(Duration.ofDays(1), 0, null),
                            GenerateRun.ndjson(out).andThen(arrivals::add))
                    .run();
        }
        String[] lines = bytes.toString(StandardCharsets.UTF_8).split("\n", -1);
        assertThat(lines).hasSize(arrivals.size() + 1);
        EventDecoder decoder = new EventDecoder(IngestSettings.defaults());
        for (int i = 0; i < arrivals.size(); i++) {
            Arrival arrival = arrivals.get(i);
            DecodedRecord record = decoder.decode(
                    lines[i].getBytes(StandardCharsets.UTF_8), arrival.arrival().toEpochMilli());
            assertThat(record.rejections()).isEmpty();
            assertThat(record.events()).containsExactly(arrival.event());
        }
    }

    @Test
    void keepsTheTruthInAFileOfItsOwn() throws IOException {
        Path file = folder.resolve("truth.ndjson");
        List<Arrival> arrivals = new ArrayList<>();
        GenerateRun.Summary summary = new GenerateRun(options(Duration.ofDays(2), 0, file), arrivals::add).run();
        List<TruthRecord> truths = TruthJson.read(file);
        List<TruthRecord> told = new ArrayList<>();
        new EventGenerator(GeneratorSettings.defaults().withUsers(40))
                .arrivals(START, START.plus(Duration.ofDays(2)), AttackPlan.perDay(6), told::add)
                .forEachRemaining(arrival -> {});
        assertThat(truths).isEqualTo(told);
        assertThat(summary.arrivals()).isEqualTo(arrivals.size());
        assertThat(truths)
                .filteredOn(truth -> truth.kind() == TruthRecord.Kind.ATTACK)
                .hasSize((int) summary.attacks());
    }

    @Test
    void namesTheLineOfATruthFileThatIsNone() throws IOException {
        Path file = Files.writeString(folder.resolve("events.ndjson"), "{\"event_id\":\"1\"}\n");
        assertThatThrownBy(() -> TruthJson.read(file))
                .hasMessageContaining("line 1")
                .hasMessageContaining("kind is missing");
    }

    @Test
    void holdsThePace() throws IOException {
        // 40 people make some 60 arrivals in 45 minutes of the night; at 400 a second that takes 150 ms.
        long begun = System.nanoTime();
        GenerateRun.Summary summary = new GenerateRun(options(Duration.ofMinutes(45), 400, null), arrival -> {}).run();
        long lowest = Duration.ofMillis((summary.arrivals() - 1) * 1000 / 400).toNanos();
        assertThat(summary.arrivals()).isGreaterThan(10);
        assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(lowest);
    }
}

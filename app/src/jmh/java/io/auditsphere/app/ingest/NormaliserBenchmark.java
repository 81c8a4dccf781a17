package io.auditsphere.app.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * From a record's bytes to events, beside Jackson's parse of the same bytes to a tree and nothing else. The records are the
 * native fixtures of a provider in its own plain shapes, without blanks, one after the other; where a collector wrote
 * JSON into text, a parse of the record reads only half of what there is, and the ratio would compare nothing.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class NormaliserBenchmark {

    private static final Path FIXTURES = Path.of("src/test/resources/io/auditsphere/app/ingest/native");
    private static final String TEXT_WITHIN =
            ".*(beats-message|purview|search-unified|graph-audit-log|defender|sentinel|lookup|log-group|kubernetes|lower-case|legacy).*";

    /** The provider whose fixtures are read. */
    @Param({"microsoft", "google", "box", "dropbox", "aws", "azure", "oci"})
    public String provider;

    private final ObjectMapper jackson = new ObjectMapper();
    private final long arrivalMs = Instant.parse("2026-11-20T10:00:00Z").toEpochMilli();
    private EventDecoder decoder;
    private byte[][] records;
    private int next;

    /** Reads the fixtures and checks that each of them becomes events. */
    @Setup
    public void read() throws IOException {
        decoder = new EventDecoder(IngestSettings.defaults().withProviders(Set.of(provider)).withoutMaxAge());
        List<byte[]> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(FIXTURES.resolve(provider))) {
            for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                String name = file.getFileName().toString();
                if (!name.endsWith(".expected.json") && !name.matches(TEXT_WITHIN)) {
                    byte[] record = jackson.writeValueAsBytes(jackson.readTree(file.toFile()));
                    if (decoder.decode(record, arrivalMs).events().isEmpty()) {
                        throw new IllegalStateException(file + " became no event: look at NativeFixturesTest first");
                    }
                    all.add(record);
                }
            }
        }
        records = all.toArray(byte[][]::new);
    }

    private byte[] record() {
        next = next + 1 == records.length ? 0 : next + 1;
        return records[next];
    }

    /** What there is without a normaliser. */
    @Benchmark
    public JsonNode parse() throws IOException {
        return jackson.readTree(record());
    }

    /** The same bytes, parsed, recognised, read, checked and made events. */
    @Benchmark
    public DecodedRecord normalise() {
        return decoder.decode(record(), arrivalMs);
    }
}

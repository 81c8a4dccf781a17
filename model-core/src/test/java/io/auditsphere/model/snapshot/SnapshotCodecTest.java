package io.auditsphere.model.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditsphere.model.forest.ForestFitter;
import io.auditsphere.model.forest.ForestParameters;
import io.auditsphere.model.forest.RandomForests;
import io.auditsphere.model.threshold.AlertRule;
import io.auditsphere.model.threshold.FeatureQuantiles;
import io.auditsphere.model.threshold.PopulationThresholds;
import io.auditsphere.model.threshold.ScoreQuantiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotCodecTest {

    private static final byte[] SCHEMA_HASH = new byte[32];

    static {
        Arrays.fill(SCHEMA_HASH, (byte) 0x5A);
    }

    /** A small snapshot that is the same on every run and machine: the one of the fixture. */
    static ModelSnapshot small() {
        return snapshot(6, 32, 4, 100, 20);
    }

    /** The same with all that format version 2 added, and later versions left as it was: names, an alert rule, and leaves that state their path lengths. */
    static ModelSnapshot smallOfVersionTwo() {
        ModelSnapshot first = small();
        float[] rows = RandomForests.rows(new SplittableRandom(20261120), 100, 4);
        ForestParameters parameters = ForestParameters.plain(6, 32, 7)
                .withPooledGain(0.5)
                .withLeafValues(ForestParameters.LeafValues.ADJUSTED_DEPTH);
        PopulationThresholds people = first.people();
        return new ModelSnapshot(
                first.provider(),
                first.version(),
                first.trainedAt(),
                first.historyFrom(),
                first.historyTo(),
                first.sampleCount(),
                first.seed(),
                first.contamination(),
                first.schemaHash(),
                new PopulationThresholds(0.61, 0.72, 0.0998, 4.5, people.scores(), AlertRule.TAIL, 0.0005, 0.0005),
                new PopulationThresholds(0.66, 0.75, 0.05, 0.5, first.services().scores(), AlertRule.BUDGET, 2, 0.0001),
                first.shownQuantiles(),
                first.splitMedians(),
                first.organisationTables(),
                ForestFitter.fit(rows, 100, 4, parameters),
                List.of("cpu_load", "open_files", "größe", "logons"));
    }

    private static ModelSnapshot snapshot(int trees, int sampleSize, int width, int count, int scores) {
        float[] rows = RandomForests.rows(new SplittableRandom(20261120), count, width);
        double[] peopleScores =
                new SplittableRandom(1).doubles(scores).map(v -> 0.3 + v / 2).toArray();
        FeatureQuantiles quantiles = FeatureQuantiles.of(rows, count, width);
        return new ModelSnapshot(
                "microsoft",
                UUID.fromString("019aa0c5-5f7b-7abc-8def-0123456789ab"),
                Instant.parse("2026-11-20T12:00:00.123Z"),
                Instant.parse("2026-10-20T00:00:00Z"),
                Instant.parse("2026-11-20T11:59:59.999Z"),
                count,
                -42,
                0.1,
                SCHEMA_HASH,
                new PopulationThresholds(0.61, 0.72, 0.0998, 4.5, ScoreQuantiles.of(peopleScores)),
                new PopulationThresholds(0.66, 0.75, 0.05, 0.5, ScoreQuantiles.of(new double[0])),
                quantiles,
                quantiles.medians(),
                new byte[] {1, 2, 3, 0, -1},
                ForestFitter.fit(rows, count, width, ForestParameters.plain(trees, sampleSize, 7)));
    }

    static Stream<ModelSnapshot> both() {
        return Stream.of(small(), smallOfVersionTwo());
    }

    @ParameterizedTest
    @MethodSource("both")
    void comesBackAsItWent(ModelSnapshot snapshot) throws SnapshotFormatException {
        assertSame(SnapshotCodec.decode(SnapshotCodec.encode(snapshot), SCHEMA_HASH), snapshot);
    }

    private static void assertSame(ModelSnapshot found, ModelSnapshot expected) {
        assertThat(found).usingRecursiveComparison().isEqualTo(expected);
        assertThat(SnapshotCodec.encode(found)).isEqualTo(SnapshotCodec.encode(expected));
    }

    /** A file of format version 1: if this fails, old models in topics and databases can no longer be read. */
    @Test
    void readsTheFileOfVersionOne() throws Exception {
        try (InputStream in = SnapshotCodecTest.class.getResourceAsStream("version-1.snapshot")) {
            assertSame(SnapshotCodec.decode(in.readAllBytes(), SCHEMA_HASH), small());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void readsTheFilesOfLaterVersions(int version) throws Exception {
        assertSame(SnapshotCodec.decode(file(version), SCHEMA_HASH), smallOfVersionTwo());
    }

    @Test
    void writesTheFileOfTheNewestVersion() throws Exception {
        assertThat(SnapshotCodec.encode(smallOfVersionTwo())).isEqualTo(file(4));
    }

    private static byte[] file(int version) throws IOException {
        try (InputStream in = SnapshotCodecTest.class.getResourceAsStream("version-" + version + ".snapshot")) {
            return in.readAllBytes();
        }
    }

    @Test
    void aModelOfVersionOneSaysWhatItsScoresSayOfItsAlerts() {
        PopulationThresholds people = small().people();
        assertThat(people.rule()).isEqualTo(AlertRule.BUDGET);
        assertThat(people.ruleTarget()).as("what the budget was").isZero();
        assertThat(people.expectedAlertShare()).isEqualTo(people.scores().tailShare(people.alert()));
    }

    @ParameterizedTest
    @MethodSource("both")
    void everyFlippedByteIsDetected(ModelSnapshot snapshot) {
        byte[] file = SnapshotCodec.encode(snapshot);
        for (int position = 0; position < file.length; position++) {
            byte[] damaged = file.clone();
            damaged[position] ^= (byte) (1 + position % 255);
            assertThatThrownBy(() -> SnapshotCodec.decode(damaged))
                    .as("byte %d of %d flipped", position, file.length)
                    .isInstanceOf(SnapshotFormatException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("both")
    void everyTruncationAndEveryExtraByteIsDetected(ModelSnapshot snapshot) {
        byte[] file = SnapshotCodec.encode(snapshot);
        for (int length = 0; length < file.length; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThatThrownBy(() -> SnapshotCodec.decode(cut))
                    .as("cut to %d of %d bytes", length, file.length)
                    .isInstanceOf(SnapshotFormatException.class);
        }
        assertThatThrownBy(() -> SnapshotCodec.decode(Arrays.copyOf(file, file.length + 1)))
                .isInstanceOf(SnapshotFormatException.class)
                .hasMessageContaining("bytes long");
    }

    /** Bytes whose checksum is right and whose content is not: refused as such, never an error of the runtime. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void contentThatWasNeverWrittenIsRefused(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] file = SnapshotCodec.encode(seed % 2 == 0 ? small() : smallOfVersionTwo());
        for (int round = 0; round < 500; round++) {
            byte[] forged = file.clone();
            int position = random.nextInt(SnapshotCodec.HEADER_BYTES, file.length - 4);
            forged[position] = (byte) random.nextInt(256);
            sign(forged);
            assertThatCode(() -> decodeOrRefuse(forged))
                    .as("byte %d set to %d", position, forged[position])
                    .doesNotThrowAnyException();
        }
    }

    private static void decodeOrRefuse(byte[] file) {
        try {
            SnapshotCodec.decode(file);
        } catch (SnapshotFormatException refused) {
            assertThat(refused).hasMessageContaining("snapshot");
        }
    }

    private static void sign(byte[] file) {
        CRC32C crc = new CRC32C();
        crc.update(file, 0, file.length - 4);
        ByteBuffer.wrap(file).putInt(file.length - 4, (int) crc.getValue());
    }

    @Test
    void newerVersionsAreRefusedByName() {
        byte[] file = SnapshotCodec.encode(small());
        file[SnapshotCodec.MAGIC.length + 1] = 5;
        sign(file);
        assertThatThrownBy(() -> SnapshotCodec.decode(file))
                .hasMessageContaining("format version 5")
                .hasMessageContaining("update this program");
    }

    @Test
    void anotherFeatureSchemaIsRefused() {
        byte[] file = SnapshotCodec.encode(small());
        assertThatThrownBy(() -> SnapshotCodec.decode(file, new byte[32]))
                .isInstanceOf(SnapshotFormatException.class)
                .hasMessageContaining("5a5a5a5a5a5a5a5a")
                .hasMessageContaining("train it again");
    }

    /** 200 trees on 256 rows of 16 features that all vary: the largest that the defaults can give. */
    @Test
    void aModelAtTheDefaultsFitsIntoAMebibyte() throws SnapshotFormatException {
        float[] rows = new float[5000 * 16];
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (float) random.nextDouble();
        }
        ModelSnapshot small = small();
        ModelSnapshot full = new ModelSnapshot(
                small.provider(),
                small.version(),
                small.trainedAt(),
                small.historyFrom(),
                small.historyTo(),
                5000,
                1,
                0.1,
                SCHEMA_HASH,
                small.people(),
                small.services(),
                FeatureQuantiles.of(rows, 5000, 16),
                new float[16],
                // What the organisation's tables may take.
                new byte[256 * 1024],
                ForestFitter.fit(rows, 5000, 16, ForestParameters.plain(200, 256, 1)));
        byte[] file = SnapshotCodec.encode(full);
        assertThat(file.length).isLessThanOrEqualTo(1024 * 1024);
        assertSame(SnapshotCodec.decode(file), full);
    }

    @Test
    void namesAreOneForEachFeatureOrNone() {
        ModelSnapshot small = small();
        assertThat(small.featureNames()).isEmpty();
        assertThatThrownBy(() -> new ModelSnapshot(
                        small.provider(),
                        small.version(),
                        small.trainedAt(),
                        small.historyFrom(),
                        small.historyTo(),
                        small.sampleCount(),
                        small.seed(),
                        small.contamination(),
                        small.schemaHash(),
                        small.people(),
                        small.services(),
                        small.shownQuantiles(),
                        small.splitMedians(),
                        small.organisationTables(),
                        small.forest(),
                        List.of("a", "b")))
                .hasMessageContaining("2 names for the 4 features");
    }

    /** Writes the newest fixture anew, for a format version that is not released yet: run with the target folder. */
    public static void main(String[] arguments) throws IOException {
        Files.write(Path.of(arguments[0], "version-4.snapshot"), SnapshotCodec.encode(smallOfVersionTwo()));
    }
}

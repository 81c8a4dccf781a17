package io.auditsphere.model.interchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditsphere.model.features.AuditFeatures;
import io.auditsphere.model.forest.ForestBuilder;
import io.auditsphere.model.forest.ForestScorer;
import io.auditsphere.model.forest.IsolationForest;
import io.auditsphere.model.forest.RandomForests;
import io.auditsphere.model.snapshot.ModelSnapshot;
import io.auditsphere.model.snapshot.SnapshotCodec;
import io.auditsphere.model.snapshot.SnapshotFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ForestFileTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    /** A forest of two features with a head of these fields. */
    private static String file(String head) {
        return "{\"format\":\"isolation-forest/1\",\"width\":2,\"sample_size\":4," + head
                + "\"trees\":[{\"left\":[1,-1,-1],\"right\":[2,-1,-1],\"feature\":[1,-1,-1],"
                + "\"threshold\":[0.5,-2,-2],\"samples\":[4,3,1]}]}";
    }

    /** The golden dump of scikit-learn 1.2.1: what it says of itself holds, and the snapshot scores as it did. */
    @Test
    void aDumpOfScikitLearnBecomesASnapshotThatScoresAsItDid() throws IOException, SnapshotFormatException {
        ForestFile file;
        try (InputStream in = ForestFileTest.class.getResourceAsStream("scikit-learn-1.2.1.json")) {
            file = ForestFile.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        assertThat(file.probes()).as("rows of the file scored as it says").isGreaterThan(50);
        byte[] bytes = SnapshotCodec.encode(file.snapshot(NOW));
        ModelSnapshot read = SnapshotCodec.decode(bytes);
        assertThat(read.forest()).isEqualTo(file.forest());
        assertThat(read.featureNames()).hasSize(file.forest().width()).startsWith("feature_0", "feature_1");
        float[] row = new float[file.forest().width()];
        assertThat(ForestScorer.of(read.forest()).score(row, 0))
                .isEqualTo(file.forest().score(row, 0));
    }

    @Test
    void whatTheFileSaysIsKept() {
        ForestFile file = ForestFile.read(file("\"kind\":\"host-metrics\",\"features\":[\"cpu_load\",\"open files\"],"
                + "\"threshold\":0.58,\"contamination\":0.02,"));
        assertThat(file.kind()).isEqualTo("host-metrics");
        ModelSnapshot snapshot = file.snapshot(NOW);
        assertThat(snapshot.provider()).isEqualTo("host-metrics");
        assertThat(snapshot.trainedAt()).isEqualTo(NOW);
        assertThat(snapshot.featureNames()).containsExactly("cpu_load", "open files");
        assertThat(snapshot.people().anomaly()).isEqualTo(0.58);
        assertThat(snapshot.people().expectedAnomalyShare()).isEqualTo(0.02);
        assertThat(snapshot.people().alert())
                .as("no alerts of a forest that nobody calibrated")
                .isEqualTo(1);
    }

    /** Not even features of the very names of the audit kind: names do not say what split values were computed how. */
    @Test
    void itIsNeverAnAuditModel() {
        String names = String.join("\",\"", AuditFeatures.SCHEMA.names());
        String text = ForestJson.write(RandomForests.forest(new SplittableRandom(1), 5, 64, 16))
                .replace("\"trees\":", "\"features\":[\"" + names + "\"],\"kind\":\"audit\",\"trees\":");
        for (String file : new String[] {text, file("\"features\":[\"cpu\\u001b[31m_load\",\"open_files\"],")}) {
            byte[] bytes = SnapshotCodec.encode(ForestFile.read(file).snapshot(NOW));
            assertThatThrownBy(() -> SnapshotCodec.decode(bytes, AuditFeatures.SCHEMA.hash()))
                    .isInstanceOf(SnapshotFormatException.class)
                    .hasMessageContaining("feature schema")
                    .hasMessageMatching(
                            "(?s).*\\((hour_of_day, day_of_week, is_weekend, …|cpu\\?\\[31m_load, open_files)\\).*");
        }
    }

    @Test
    void aSnapshotGoesOutAsJsonAndComesBack() {
        ForestFile file = ForestFile.read(file("\"kind\":\"k\",\"features\":[\"a\",\"b\"],\"threshold\":0.6,"));
        ForestFile again = ForestFile.read(ForestJson.write(file.snapshot(NOW), "k"));
        assertThat(again).isEqualTo(new ForestFile("k", file.featureNames(), 0.6, Double.NaN, 0, file.forest()));
    }

    @Test
    void leavesThatStateTheirPathLengthsGoOutAndComeBack() {
        IsolationForest stated = stated();
        assertThat(ForestJson.read(ForestJson.write(stated))).isEqualTo(stated);
    }

    private static IsolationForest stated() {
        ForestBuilder builder = new ForestBuilder(1, 4);
        builder.split(0, 0.5f);
        builder.leaf(3, 2.25);
        builder.leaf(1, 0.125);
        return builder.build();
    }

    @Test
    void whatDoesNotFitIsRefusedByItsField() {
        assertThatThrownBy(() -> ForestFile.read(file("\"kind\":\"Host Metrics\",")))
                .hasMessageContaining("\"kind\"")
                .hasMessageContaining("Host Metrics");
        assertThatThrownBy(() -> ForestFile.read(file("\"features\":[\"a\"],")))
                .hasMessageContaining("expected 2 names")
                .hasMessageContaining("found 1");
        assertThatThrownBy(() -> ForestFile.read(file("\"features\":[\"a\",7],")))
                .hasMessageContaining("\"features\"[1]");
        assertThatThrownBy(() -> ForestFile.read(file("\"threshold\":1.5,"))).hasMessageContaining("1.5");
        assertThatThrownBy(() -> ForestFile.read(file("\"contamination\":0.7,")))
                .hasMessageContaining("0.7");
        assertThatThrownBy(() -> ForestFile.read(file("\"probes\":[{\"row\":[0],\"score\":0.5}],")))
                .hasMessageContaining("\"probes\"[0]")
                .hasMessageContaining("row of 2 numbers");
        assertThatThrownBy(() -> ForestFile.read(file("\"probes\":[{\"row\":[0,0],\"score\":0.123}],")))
                .hasMessageContaining("0.123")
                .hasMessageContaining("not written from one forest");
    }
}

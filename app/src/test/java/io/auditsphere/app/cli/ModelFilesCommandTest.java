package io.auditsphere.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.app.testing.TestModels;
import io.auditsphere.model.forest.ForestFitter;
import io.auditsphere.model.forest.ForestParameters;
import io.auditsphere.model.forest.IsolationForest;
import io.auditsphere.model.interchange.ForestFile;
import io.auditsphere.model.interchange.ForestJson;
import io.auditsphere.model.snapshot.ModelSnapshot;
import io.auditsphere.model.snapshot.SnapshotCodec;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code models export} and {@code models import} with files: no database is needed, and none is asked. */
class ModelFilesCommandTest {

    private static final IsolationForest FOREST =
            ForestFitter.fit(new float[] {1, 2, 3, 4, 5, 60, 7, 8}, 4, 2, ForestParameters.plain(5, 4, 1));

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    private int run(Object... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
    }

    private Path dump(String head) throws IOException {
        String json = ForestJson.write(FOREST).replace("\"trees\":", head + "\"trees\":");
        return Files.writeString(folder.resolve("forest.json"), json);
    }

    @Test
    void aForestOfScikitLearnBecomesASnapshotAndGoesOutAgain() throws Exception {
        Path dump = dump("\"kind\":\"host-metrics\",\"features\":[\"cpu_load\",\"logons\"],\"threshold\":0.6,");
        Path snapshot = folder.resolve("host.snapshot");

        assertThat(run("models", "import", dump, "--output", snapshot)).isEqualTo(ExitCodes.DONE);
        assertThat(out.toString())
                .contains(
                        "wrote " + snapshot,
                        "5 trees of 4 rows",
                        "2 features of kind host-metrics",
                        "no rows to check");
        ModelSnapshot read = SnapshotCodec.decode(Files.readAllBytes(snapshot));
        assertThat(read.forest()).isEqualTo(FOREST);
        assertThat(read.featureNames()).containsExactly("cpu_load", "logons");

        Path json = folder.resolve("again.json");
        assertThat(run("models", "export", "--format", "json", snapshot, json)).isEqualTo(ExitCodes.DONE);
        ForestFile again = ForestFile.read(Files.readString(json));
        assertThat(again.forest()).isEqualTo(FOREST);
        assertThat(again.kind()).isEqualTo("host-metrics");
        assertThat(again.threshold()).isEqualTo(0.6);

        Path onnx = folder.resolve("forest.onnx");
        assertThat(run("models", "export", "--format", "onnx", snapshot, onnx)).isEqualTo(ExitCodes.DONE);
        assertThat(new String(Files.readAllBytes(onnx), StandardCharsets.ISO_8859_1))
                .contains("TreeEnsembleRegressor");
    }

    @Test
    void anAuditModelGoesOutWithTheNamesOfItsKind() throws Exception {
        Path snapshot = Files.write(folder.resolve("m.snapshot"), SnapshotCodec.encode(TestModels.snapshot("box")));
        Path json = folder.resolve("m.json");

        assertThat(run("models", "export", "--format", "json", snapshot, json)).isEqualTo(ExitCodes.DONE);
        assertThat(ForestFile.read(Files.readString(json)).kind()).isEqualTo("audit");
        Path copy = folder.resolve("copy.snapshot");
        assertThat(run("models", "export", snapshot, copy)).isEqualTo(ExitCodes.DONE);
        assertThat(copy).hasSameBinaryContentAs(snapshot);
    }

    @Test
    void anImportedForestIsNoAuditModel() throws Exception {
        Path snapshot = folder.resolve("host.snapshot");
        run("models", "import", dump("\"features\":[\"cpu_load\",\"logons\"],"), "--output", snapshot);
        Path events = Files.writeString(folder.resolve("events.ndjson"), "");

        int code = run("score", "--model", snapshot, "--input", events, "--output", folder.resolve("r.ndjson"));

        assertThat(code).isEqualTo(ExitCodes.FAILED);
        assertThat(err.toString())
                .contains("feature schema", "cpu_load, logons")
                .doesNotContain("\tat ");
    }

    @Test
    void whatCannotBeImportedSaysWhy() throws Exception {
        Path dump = dump("");
        assertThat(run("models", "import", dump)).isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString()).contains("--output SNAPSHOT");

        Path text = Files.writeString(folder.resolve("text.json"), "{\"format\":\"other\"}");
        assertThat(run("models", "import", text, "--output", folder.resolve("x")))
                .isEqualTo(ExitCodes.FAILED);
        assertThat(err.toString()).contains("isolation-forest/1", "text.json");
        assertThat(folder.resolve("x")).doesNotExist();

        Path snapshot = Files.write(folder.resolve("m.snapshot"), SnapshotCodec.encode(TestModels.snapshot("box")));
        assertThat(run("models", "import", snapshot, "--output", folder.resolve("x")))
                .isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString()).contains("is a snapshot already");
    }

    @Test
    void whatIsNoModelIsNotExported() throws Exception {
        Path text = Files.writeString(folder.resolve("no.snapshot"), "hello");
        assertThat(run("models", "export", "--format", "onnx", text, folder.resolve("x")))
                .isEqualTo(ExitCodes.FAILED);
        assertThat(err.toString()).contains("no.snapshot", "no model snapshot");
        assertThat(run("models", "export", "microsoft", folder.resolve("x"))).isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString()).contains("database.url");
    }
}

package io.auditsphere.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void configPrintsWhatIsInForceAndWhereItIsFrom() throws Exception {
        Path file = Files.writeString(folder.resolve("a.properties"), "dedup.retention=1d\n");

        assertThat(run("config", "--config", file.toString(), "-D", "late.after=20m"))
                .isEqualTo(ExitCodes.DONE);
        assertThat(out.toString())
                .contains("# file " + file + "\ndedup.retention=1d\n", "# command line\nlate.after=20m\n");
    }

    @Test
    void aBadSettingEndsWithTwoAndSaysWhatIsAllowed() {
        assertThat(run("config", "-D", "train.contamination=0.9")).isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString())
                .isEqualTo("config: train.contamination = 0.9 (command line) cannot be used; allowed: a number in"
                        + " (0, 0.5]" + System.lineSeparator());
    }

    @Test
    void aMissingFileIsNamedWithoutATrace() {
        int code = run("score", "--input", folder.resolve("absent").toString(), "--output", "-");

        assertThat(code).isEqualTo(ExitCodes.FAILED);
        assertThat(err.toString()).contains("absent").doesNotContain("\tat ");
    }

    @Test
    void topologyPrintsTheNamesThatPersist() {
        assertThat(run("topology", "-D", "topics.prefix=prod.")).isEqualTo(ExitCodes.DONE);
        assertThat(out.toString()).contains("prod.audit-events", "user-activity", "score-microsoft");
    }

    @Test
    void whatNeedsADatabaseSaysSo() {
        assertThat(run("train")).isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString()).contains("database.url (DATABASE_URL)");
    }

    @Test
    void aMappingIsTriedOnASample() throws Exception {
        Path mapping = Path.of("src/main/dist/conf/mappings/okta.json");
        Path sample = Path.of("src/test/resources/io/auditsphere/app/ingest/mappings/okta.jsonl");

        assertThat(run("mappings", "check", mapping.toString(), "--sample", sample.toString()))
                .isEqualTo(ExitCodes.DONE);
        assertThat(out.toString().lines()).hasSize(3).allMatch(line -> line.contains("\"provider\":\"okta\""));
        assertThat(err.toString())
                .contains("to use it, add okta to providers and the file to ingest.mappings")
                .contains("3 records: 3 events, 0 rejected");
    }

    @Test
    void aSampleThatAMappingDoesNotFitEndsWithOneAndSaysWhy() throws Exception {
        Path mapping = Path.of("src/main/dist/conf/mappings/okta.json");
        Path sample = Files.writeString(folder.resolve("sample.json"), "{\"eventType\":\"a\",\"uuid\":\"1\"}");

        assertThat(run("mappings", "check", mapping.toString(), "--sample", sample.toString()))
                .isEqualTo(ExitCodes.FAILED);
        assertThat(err.toString()).contains("record 1: unknown_shape", "nearest is okta (System Log), without");
    }

    @Test
    void aMisspeltCommandIsAnsweredWithTheNearest() {
        assertThat(run("scroe")).isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString()).contains("score");
    }

    private int run(String... arguments) {
        CommandLine commands = Main.commandLine();
        commands.setOut(new PrintWriter(out, true));
        commands.setErr(new PrintWriter(err, true));
        return commands.execute(arguments);
    }
}

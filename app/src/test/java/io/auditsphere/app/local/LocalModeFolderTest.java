package io.auditsphere.app.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditsphere.app.config.Configuration;
import io.auditsphere.app.console.Console;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalModeFolderTest {

    @TempDir
    Path folder;

    /** A reset deletes what is in the folder, so that it must be the program's own. */
    @Test
    void aFolderOfSomebodyElseIsNotTouched() throws Exception {
        Path theirs = Files.createDirectories(folder.resolve("postgres")).resolve("data.txt");
        Files.writeString(theirs, "somebody's");
        LocalOptions options = new LocalOptions(folder, true, 10, 1, 300, List.of(), 0.7, false, null);
        Console silent =
                new Console(new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8), false);

        try (LocalMode local = new LocalMode(options, silent)) {
            assertThatThrownBy(() -> local.run(Configuration.defaults()))
                    .isInstanceOf(LocalStartException.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("--data");
        }
        assertThat(theirs).hasContent("somebody's");
    }

    @Test
    void eachLogOfOnesOwnHasAFolderOfItsOwn() {
        LocalOptions generated = new LocalOptions(folder, false, 10, 1, 300, List.of(), 0.7, false, null);
        LocalOptions one = new LocalOptions(folder, false, 10, 1, 1, List.of("/logs/a.ndjson"), 0.7, false, null);
        LocalOptions other = new LocalOptions(folder, false, 10, 1, 1, List.of("/others/a.ndjson"), 0.7, false, null);

        assertThat(generated.dataFolder()).isEqualTo(folder);
        assertThat(one.dataFolder().getParent()).isEqualTo(folder);
        assertThat(one.dataFolder()).isNotEqualTo(other.dataFolder());
    }
}

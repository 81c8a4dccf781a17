package io.auditsphere.app.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputSelectionTest {

    @TempDir
    Path folder;

    @BeforeEach
    void files() throws IOException {
        for (String name : List.of(
                "b.ndjson",
                "a.csv",
                "day=02/x.json.gz",
                "day=01/y.json.gz",
                "day=01/note.docx",
                ".hidden/z.json",
                "[odd]")) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "{}");
        }
    }

    @Test
    void namedFilesKeepTheirOrder() throws IOException {
        assertThat(names("b.ndjson", "a.csv", "b.ndjson")).containsExactly("b.ndjson", "a.csv");
    }

    @Test
    void aFolderIsWhatLooksLikeALogInItByName() throws IOException {
        InputSelection selection = InputSelection.of(List.of(folder.toString()));
        assertThat(selection.files())
                .map(this::relative)
                .containsExactly("[odd]", "a.csv", "b.ndjson", "day=01/y.json.gz", "day=02/x.json.gz");
        assertThat(selection.leftOut()).map(this::relative).containsExactly("day=01/note.docx");
    }

    @Test
    void patternsAreResolvedHereTooSinceShellsDoNotEverywhere() throws IOException {
        assertThat(names("*.csv")).containsExactly("a.csv");
        assertThat(names("*/*.gz")).containsExactly("day=01/y.json.gz", "day=02/x.json.gz");
        assertThat(names("**.gz")).containsExactly("day=01/y.json.gz", "day=02/x.json.gz");
        assertThat(names("{a,b}.{csv,ndjson}")).containsExactly("a.csv", "b.ndjson");
    }

    @Test
    void aPatternMayNameWhatAFolderNamedBefore() throws IOException {
        assertThat(names("day=01", "day=01/*.gz", "day=01")).containsExactly("day=01/y.json.gz");
    }

    @Test
    void aFileWhoseNameLooksLikeAPatternIsThatFile() throws IOException {
        assertThat(names("[odd]")).containsExactly("[odd]");
    }

    @Test
    void whatStandsForNothingIsNamed() throws IOException {
        assertThatThrownBy(() -> names("absent.csv")).hasMessageContaining("absent.csv is not there; expected a file");
        assertThatThrownBy(() -> names("*.parquet")).hasMessageContaining("no file matches");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThatThrownBy(() -> InputSelection.of(List.of(empty.toString()))).hasMessageContaining("holds no log");
    }

    private List<String> names(String... names) throws IOException {
        return InputSelection.of(
                        List.of(names).stream().map(name -> folder + "/" + name).toList())
                .files()
                .stream()
                .map(this::relative)
                .toList();
    }

    private String relative(String file) {
        return folder.relativize(Path.of(file)).toString();
    }
}

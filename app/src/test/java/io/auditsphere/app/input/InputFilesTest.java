package io.auditsphere.app.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFilesTest {

    @TempDir
    Path folder;

    @Test
    void filesOfEveryFormAreReadOneAfterAnother() throws IOException {
        Files.writeString(folder.resolve("1.ndjson"), "{\"n\":1}\n");
        Files.writeString(folder.resolve("2.csv"), "Time,AuditData\n1,\"{\"\"n\"\":2}\"\n");
        Files.write(folder.resolve("3.json.gz"), FileFormTest.gzip("[\n{\"n\":3},\n{\"n\":4}\n]"));
        try (InputFiles files = open(folder)) {
            assertThat(Reading.texts(rest(files))).containsExactly("{\"n\":1}", "{\"n\":2}", "{\"n\":3}", "{\"n\":4}");
            assertThat(files.share()).isEqualTo(1);
            assertThat(files.begun()).isEqualTo(3);
            assertThat(files.unread()).isEmpty();
        }
    }

    @Test
    void whatCannotBeReadIsNamedAndTheNextGoesOn() throws IOException {
        Files.writeString(folder.resolve("1.csv"), "Date,User\n1,ana\n");
        byte[] packed = FileFormTest.gzip("{\"n\":1}\n" + "{\"n\":2}\n".repeat(50_000));
        Files.write(folder.resolve("2.ndjson.gz"), Arrays.copyOf(packed, packed.length - 20));
        Files.writeString(folder.resolve("3.ndjson"), "{\"n\":3}\n");
        try (InputFiles files = open(folder)) {
            List<InputRecord> read = rest(files);
            assertThat(Reading.text(read.get(0))).isEqualTo("{\"n\":1}");
            assertThat(Reading.text(read.get(read.size() - 1))).isEqualTo("{\"n\":3}");
            assertThat(files.unread()).hasSize(2);
            assertThat(files.unread().get(0).why()).contains("found 2 columns: Date, User");
            assertThat(files.unread().get(0).partly()).isFalse();
            assertThat(files.unread().get(1).why()).contains("damaged or cut");
            assertThat(files.unread().get(1).partly()).isTrue();
        }
    }

    @Test
    void ifNothingCanBeReadTheReasonIsTheFailure() throws IOException {
        Files.writeString(folder.resolve("1.csv"), "Date,User\n1,ana\n");
        try (InputFiles files = open(folder.resolve("1.csv"))) {
            assertThatThrownBy(files::next)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("1.csv: no column of this CSV file holds events");
        }
    }

    private static InputFiles open(Path path) throws IOException {
        return InputFiles.open(InputSelection.of(List.of(path.toString())), 10_000);
    }

    private static List<InputRecord> rest(InputFiles files) throws IOException {
        List<InputRecord> read = new ArrayList<>();
        for (InputRecord record = files.next(); record != null; record = files.next()) {
            read.add(record);
        }
        return read;
    }
}

package io.auditsphere.app.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordFileTest {

    @TempDir
    Path folder;

    @Test
    void blankLinesAreNoRecordsButCount() throws IOException {
        Path file = Files.writeString(folder.resolve("a.ndjson"), "\n{1}\r\n  \n{2}");
        try (RecordFile records = RecordFile.open(file.toString(), 100)) {
            assertThat(new String(records.next(), StandardCharsets.UTF_8)).isEqualTo("{1}\r");
            assertThat(records.lineNumber()).isEqualTo(2);
            assertThat(new String(records.next(), StandardCharsets.UTF_8)).isEqualTo("{2}");
            assertThat(records.lineNumber()).isEqualTo(4);
            assertThat(records.next()).isNull();
            assertThat(records.share()).isEqualTo(1);
        }
    }

    @Test
    void aPackedFileIsRecognisedByWhatIsInIt() throws IOException {
        Path file = folder.resolve("named.ndjson");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("one\ntwo\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(read(file, 100)).containsExactly("one", "two");
    }

    /** The line is longer than the buffer of 64 KiB, so that it is read in parts. */
    @Test
    void anEndlessLineIsReadOnlyAsFarAsARecordMayBe() throws IOException {
        Path file = Files.writeString(folder.resolve("a.ndjson"), "x".repeat(300_000) + "\nnext\n");
        try (RecordFile records = RecordFile.open(file.toString(), 1000)) {
            assertThat(records.next()).hasSize(1000);
            assertThat(records.wasCut()).isTrue();
            assertThat(new String(records.next(), StandardCharsets.UTF_8)).isEqualTo("next");
            assertThat(records.wasCut()).isFalse();
        }
    }

    @Test
    void anEmptyFileHasNoRecords() throws IOException {
        assertThat(read(Files.writeString(folder.resolve("empty"), ""), 10)).isEmpty();
    }

    private static List<String> read(Path file, int most) throws IOException {
        List<String> lines = new ArrayList<>();
        try (RecordFile records = RecordFile.open(file.toString(), most)) {
            for (byte[] line = records.next(); line != null; line = records.next()) {
                lines.add(new String(line, StandardCharsets.UTF_8));
            }
        }
        return lines;
    }
}

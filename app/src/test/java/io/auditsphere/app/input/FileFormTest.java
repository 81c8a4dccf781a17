package io.auditsphere.app.input;

import static io.auditsphere.app.input.Reading.all;
import static io.auditsphere.app.input.Reading.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** How a file is read is told by what is in it. */
class FileFormTest {

    @Test
    void oneRecordALine() throws IOException {
        assertThat(texts(all("{\"a\":1}\n{\"a\":2}\n"))).containsExactly("{\"a\":1}", "{\"a\":2}");
    }

    @Test
    void aFirstLineThatIsBrokenDoesNotMakeTheRestADocument() throws IOException {
        assertThat(texts(all("{not json\n{\"a\":2}\n"))).containsExactly("{not json", "{\"a\":2}");
        assertThat(texts(all("{\"a\":1,\n{\"a\":2}\n"))).containsExactly("{\"a\":1,", "{\"a\":2}");
        assertThat(texts(all("# exported today\n{\"a\":2}\n"))).containsExactly("# exported today", "{\"a\":2}");
        assertThat(texts(all("{\"a\":1,\n"))).as("one line that is cut").containsExactly("{\"a\":1,");
    }

    @Test
    void aSmallDocumentOnOneLineIsARecord() throws IOException {
        assertThat(texts(all("[{\"a\":1},{\"a\":2}]"))).containsExactly("[{\"a\":1},{\"a\":2}]");
    }

    @Test
    void aPrettyPrintedArrayIsItsElements() throws IOException {
        assertThat(texts(all("[\n  {\n \"a\" : 1 },\n  {\n \"a\" : 2.50 }\n]\n")))
                .containsExactly("{\"a\":1}", "{\"a\":2.50}");
    }

    @Test
    void severalPrettyPrintedObjectsOneAfterAnotherAreRecords() throws IOException {
        assertThat(texts(all("{\n \"a\": 1\n}\n{\n \"a\": 2\n}\n"))).containsExactly("{\"a\":1}", "{\"a\":2}");
    }

    @Test
    void aPackedFileIsRecognisedByWhatIsInIt() throws IOException {
        assertThat(texts(all(gzip("{\"a\":1}\n{\"a\":2}\n")))).containsExactly("{\"a\":1}", "{\"a\":2}");
    }

    /** What PowerShell writes as Unicode; the clef is two halves in UTF-16. */
    @Test
    void utf16IsReadWhereABomSaysSo() throws IOException {
        String text = "\uFEFF{\"a\":\"\uD834\uDD1E\"}\r\n{\"a\":\"é\"}\r\n";
        for (var encoding : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            assertThat(texts(all(text.getBytes(encoding))))
                    .containsExactly("{\"a\":\"\uD834\uDD1E\"}\r", "{\"a\":\"é\"}\r");
        }
    }

    @Test
    void halvesOfACharacterMeetAcrossBuffers() throws IOException {
        String clefs = "x" + "\uD834\uDD1E".repeat(20_000);
        InputStream utf8 = new Utf8Stream(
                new java.io.ByteArrayInputStream(clefs.getBytes(StandardCharsets.UTF_16LE)), StandardCharsets.UTF_16LE);
        assertThat(new String(utf8.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(clefs);
    }

    @Test
    void aUtf8BomIsNoPartOfTheFirstRecord() throws IOException {
        assertThat(texts(all("\uFEFF{\"a\":1}\n"))).containsExactly("{\"a\":1}");
    }

    @Test
    void workbooksAndArchivesAreRefusedWithWhatToDo() {
        assertThatThrownBy(() -> all("PK\u0003\u0004rest"))
                .isInstanceOf(UnusableFileException.class)
                .hasMessageContaining("save it as CSV");
        assertThatThrownBy(() -> all("PAR1rest")).hasMessageContaining("Parquet");
    }

    @Test
    void aTableWithoutAColumnOfEventsIsRefusedWithTheColumnsFound() {
        assertThatThrownBy(() -> all("Date,User,\u001b[31mAct\n2026-05-04,ana,read\n"))
                .isInstanceOf(UnusableFileException.class)
                .hasMessageContaining("Expected one named AuditData")
                .hasMessageContaining("found 3 columns: Date, User, ?[31mAct");
    }

    @Test
    void emptyAndBlankFilesHaveNoRecords() throws IOException {
        assertThat(all("")).isEmpty();
        assertThat(all(" \n\n")).isEmpty();
    }

    /** Whoever pipes a live log in wants its first line at once: the stream fails the test if more is asked for. */
    @Test
    void aLineThroughAPipeIsNotHeldBack() throws IOException {
        byte[] line = "{\"a\":1}\n".getBytes(StandardCharsets.UTF_8);
        InputStream pipe = new InputStream() {
            private int at;

            @Override
            public int read() {
                throw new AssertionError("bytes are read in blocks");
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                if (at == line.length) {
                    throw new AssertionError("the next line has not come yet");
                }
                int count = Math.min(length, line.length - at);
                System.arraycopy(line, at, into, offset, count);
                at += count;
                return count;
            }

            @Override
            public int available() {
                return line.length - at;
            }
        };
        try (Records records = FileForm.open(pipe, "-", 1000)) {
            assertThat(Reading.text(records.next())).isEqualTo("{\"a\":1}");
        }
    }

    static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }
}

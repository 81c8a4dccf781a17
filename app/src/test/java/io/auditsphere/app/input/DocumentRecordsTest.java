package io.auditsphere.app.input;

import static io.auditsphere.app.input.Reading.all;
import static io.auditsphere.app.input.Reading.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.app.ingest.RejectionReason;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Documents larger than a record may be, here 1000 bytes, are taken apart at the lists that they wrap. */
class DocumentRecordsTest {

    private static final String TEN = IntStream.range(0, 10)
            .mapToObj(i -> "{\"n\":" + i + ",\"text\":\"" + "x".repeat(200) + "\"}")
            .collect(Collectors.joining(","));

    @Test
    void cloudTrailsFileIsItsRecords() throws IOException {
        List<InputRecord> read = all("{\"Records\":[" + TEN + "]}");
        assertThat(read).hasSize(10);
        assertThat(Reading.text(read.get(3))).startsWith("{\"n\":3,");
        assertThat(read.get(3).where()).as("all are on one line").isEqualTo("file, record 4 (line 1)");
    }

    @Test
    void anExportedArrayIsItsElements() throws IOException {
        assertThat(all("[" + TEN + "]")).hasSize(10);
    }

    @Test
    void whatStandsBesideTheListIsNoRecord() throws IOException {
        String document = "{\"@odata.context\":{\"a\":[1,2]},\"count\":10,\"value\":[" + TEN + "],\"next\":{\"b\":1}}";
        assertThat(texts(all(document))).hasSize(10).allMatch(text -> text.startsWith("{\"n\":"));
    }

    @Test
    void wrappersInWrappersAreOpenedWhereTheyAreTooLarge() throws IOException {
        List<InputRecord> read = all("[{\"Records\":[" + TEN + "]},{\"Records\":[{\"n\":10}]},{\"n\":11}]");
        assertThat(read).hasSize(12);
        assertThat(Reading.text(read.get(10)))
                .as("small enough for the decoder to unwrap")
                .isEqualTo("{\"Records\":[{\"n\":10}]}");
        assertThat(Reading.text(read.get(11))).isEqualTo("{\"n\":11}");
    }

    @Test
    void anObjectThatIsTooLargeAndWrapsNothingIsOneProblem() throws IOException {
        List<InputRecord> read =
                all("[{\"n\":1},{\"name\":\"" + "x".repeat(2000) + "\"},{\"n\":2}]\n" + " ".repeat(1000));
        assertThat(read).hasSize(3);
        assertThat(read.get(1).problem().reason()).isEqualTo(RejectionReason.TOO_LARGE);
        assertThat(Reading.text(read.get(2))).isEqualTo("{\"n\":2}");
    }

    @Test
    void whereTheJsonBreaksIsSaidAndWhatCameBeforeIsKept() throws IOException {
        List<InputRecord> read = all("[\n{\"n\":1},\n{\"n\":2},\n{\"n\" 3}\n]");
        assertThat(texts(read.subList(0, 2))).containsExactly("{\"n\":1}", "{\"n\":2}");
        assertThat(read.get(2).problem().reason()).isEqualTo(RejectionReason.NOT_JSON);
        assertThat(read.get(2).problem().detail()).contains("line 4", "the rest was not read");
        assertThat(read).hasSize(3);
    }

    @Test
    void behindADocumentThatBreaksTheNextOneIsRead() throws IOException {
        List<InputRecord> read = all("{\n \"n\":1\n}\n{\n \"n\" 2,\n \"m\":{}\n}\n{\n \"n\":3\n}\n");

        assertThat(Reading.text(read.get(0))).isEqualTo("{\"n\":1}");
        assertThat(read.get(1).problem().detail()).contains("line 5").doesNotContain("not read");
        assertThat(Reading.text(read.get(2))).isEqualTo("{\"n\":3}");
        assertThat(read.get(2).line()).isEqualTo(8);
        assertThat(read).hasSize(3);
    }

    @Test
    void aDocumentThatDoesNotEndTakesNoOtherWithIt() throws IOException {
        List<InputRecord> read = all("{\n \"n\":1\n}\n{\n \"n\":2\n{\n \"n\":3\n}\n");

        assertThat(read.get(1).problem().reason()).isEqualTo(RejectionReason.NOT_JSON);
        assertThat(Reading.text(read.get(2))).isEqualTo("{\"n\":3}");
        assertThat(read).hasSize(3);
    }

    @Test
    void ofAnArrayWithARecordALineTheBrokenOneAloneIsLost() throws IOException {
        List<InputRecord> read = all("[\n{\"n\":1},\n{\"n\" 2},\n{\"n\":3},\n{\"n\":4}\n]\n");

        assertThat(read).filteredOn(record -> record.problem() != null).hasSize(1);
        assertThat(read)
                .filteredOn(record -> record.problem() == null)
                .extracting(Reading::text)
                .containsExactly("{\"n\":1}", "{\"n\":3}", "{\"n\":4}");
    }

    @Test
    void ofAnArrayWithIndentedRecordsTheBrokenOneAloneIsLost() throws IOException {
        for (String broken : List.of(
                "\"n\" 2,\n    \"list\": [\n      {\n        \"m\": 1\n      }\n    ]\n  },",
                "\"n\": 2\n",
                "\"n\": tru,\n    \"m\": {}\n  },")) {
            StringBuilder array = new StringBuilder("[\n  {\n    \"n\": 1\n  },\n  {\n    " + broken + "\n");
            // More than the breaks that a file may have: behind the broken element it is a list again.
            for (int n = 3; n < 1_503; n++) {
                array.append("  {\n    \"n\": ").append(n).append(n < 1_502 ? "\n  },\n" : "\n  }\n");
            }
            List<InputRecord> read = all(array + "]\n");

            assertThat(read).filteredOn(record -> record.problem() != null).hasSize(1);
            assertThat(read).hasSize(1_502);
            assertThat(Reading.text(read.get(2))).isEqualTo("{\"n\":3}");
            assertThat(read.get(2).line())
                    .isEqualTo(array.substring(0, array.indexOf("3")).lines().count() - 1);
        }
    }

    @Test
    void ofAnArrayWhoseElementsBeginBehindTheEndOfTheOneBeforeTheBrokenOneAloneIsLost() throws IOException {
        List<InputRecord> read =
                all("[{\n  \"n\": 1\n}, {\n  \"n\": 2\n}, {\n  \"n\" 3\n}, {\n  \"n\": 4\n}]\n{\n \"n\": 5\n}\n");

        assertThat(read).filteredOn(record -> record.problem() != null).hasSize(1);
        assertThat(read)
                .filteredOn(record -> record.problem() == null)
                .extracting(Reading::text)
                .containsExactly("{\"n\":1}", "{\"n\":2}", "{\"n\":4}", "{\"n\":5}");
    }

    @Test
    void aDocumentThatIsCutOffEndsWithAProblem() throws IOException {
        List<InputRecord> read = all("[\n{\"n\":1},\n{\"n\":");
        assertThat(Reading.text(read.get(0))).isEqualTo("{\"n\":1}");
        assertThat(read.get(1).problem().detail()).contains("the rest was not read");
    }
}

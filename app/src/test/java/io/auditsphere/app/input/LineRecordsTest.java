package io.auditsphere.app.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LineRecordsTest {

    @Test
    void blankLinesAreNoRecordsButCount() throws IOException {
        try (LineRecords records = of("\n{1}\r\n  \n{2}", 100)) {
            InputRecord first = records.next();
            assertThat(text(first)).isEqualTo("{1}\r");
            assertThat(first.where()).isEqualTo("a.ndjson:2");
            InputRecord second = records.next();
            assertThat(text(second)).isEqualTo("{2}");
            assertThat(second.line()).isEqualTo(4);
            assertThat(records.next()).isNull();
        }
    }

    /** The line is longer than the buffer of 64 KiB, so that it is read in parts. */
    @Test
    void anEndlessLineIsReadOnlyAsFarAsARecordMayBe() throws IOException {
        try (LineRecords records = of("x".repeat(300_000) + "\nnext\n", 1000)) {
            InputRecord endless = records.next();
            assertThat(endless.value()).hasSize(1000);
            assertThat(endless.cut()).isTrue();
            InputRecord next = records.next();
            assertThat(text(next)).isEqualTo("next");
            assertThat(next.cut()).isFalse();
        }
    }

    @Test
    void anEmptyFileHasNoRecords() throws IOException {
        try (LineRecords records = of("", 10)) {
            assertThat(records.next()).isNull();
        }
    }

    private static LineRecords of(String text, int most) {
        return new LineRecords(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "a.ndjson", most);
    }

    private static String text(InputRecord record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }
}

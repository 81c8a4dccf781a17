package io.auditsphere.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.auditsphere.app.ingest.EventDecoder;
import io.auditsphere.app.ingest.IngestSettings;
import io.auditsphere.app.ingest.Rejection;
import io.auditsphere.app.ingest.RejectionReason;
import io.auditsphere.app.input.InputFiles;
import io.auditsphere.app.input.InputRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputReportTest {

    private static final EventDecoder DECODER =
            new EventDecoder(IngestSettings.defaults().withoutMaxAge());

    private final InputReport report = new InputReport();
    private long line;

    @Test
    void aLogInAFewLines() {
        add("microsoft", "FileAccessed", "ana@contoso.example", "2026-05-04T09:30:00Z");
        add("microsoft", "FileAccessed", "lee@contoso.example", "2026-05-06T09:30:00Z");
        add("microsoft", "Frobnicated\u202e", "ana@contoso.example", "2026-05-05T09:30:00Z");
        add("box", "DOWNLOAD", "ana@contoso.example", "2026-05-03T23:59:00Z");
        add("{not json");
        add("[]x");
        report.addDuplicate();
        report.addDomains("domains: contoso.example (97 % of 2 members)");
        report.addFiles(2, List.of(new InputFiles.Unread("b.xlsx", "this is a workbook", false)), List.of("c.docx"));

        assertThat(InputReportText.of(report))
                .containsExactly(
                        "Report",
                        "  read         2 files, 6 records, 4 events, of which 1 duplicate",
                        "  users        3",
                        "  time         2026-05-03 23:59 to 2026-05-06 09:30 UTC",
                        "  box          1 event: DOWNLOAD 1",
                        "  microsoft    3 events: FileAccessed 2, Frobnicated? 1",
                        "  organisation domains: contoso.example (97 % of 2 members)",
                        "  unknown      1 event of operations that no catalogue names; their category is taken from the"
                                + " name: Frobnicated? 1 (other)",
                        "  dead letters 2 not_json; the first is log:5: "
                                + report.deadLetters().get(0).detail(),
                        "  not read     b.xlsx: this is a workbook",
                        "  left out     1 file whose names are not those of logs: c.docx");
    }

    @Test
    void theSameAsJson(@TempDir Path folder) throws IOException {
        add("microsoft", "FileAccessed", "ana@contoso.example", "2026-05-04T09:30:00Z");
        Rejection problem = new Rejection(Rejection.WHOLE_RECORD, RejectionReason.NOT_JSON, null, null, "cut");
        report.addProblem(new InputRecord(new byte[0], "log.csv", 17, 0, false, problem));
        InputReportJson.write(report, folder.resolve("report.json"));
        JsonNode json =
                new ObjectMapper().readTree(folder.resolve("report.json").toFile());
        assertThat(json.at("/events").asInt()).isEqualTo(1);
        assertThat(json.at("/first").asText()).isEqualTo("2026-05-04T09:30:00Z");
        assertThat(json.at("/operations/0/operation").asText()).isEqualTo("FileAccessed");
        assertThat(json.at("/operations/0/known").asBoolean()).isTrue();
        assertThat(json.at("/dead_letters/0/first").asText()).isEqualTo("log.csv:17");
    }

    /** Names are an attacker's to choose: beyond the bound they are counted and not kept. */
    @Test
    void endlesslyManyNamesAreCountedAndNotKept() {
        for (int i = 0; i < InputReport.MOST_OPERATIONS + 10; i++) {
            add("microsoft", "Frobnicated" + i, "ana@contoso.example", "2026-05-04T09:30:00Z");
        }
        assertThat(report.operations()).hasSize(InputReport.MOST_OPERATIONS);
        assertThat(report.otherOperations()).containsEntry("microsoft", 10L);
        assertThat(report.unknownOperations()).isEqualTo(report.events());
        assertThat(InputReportText.of(report)).anyMatch(text -> text.contains("and at least 4992 more"));
    }

    @Test
    void anEmptyLogSaysSo() {
        assertThat(InputReportText.of(report)).containsExactly("Report", "  read         0 files, 0 records, 0 events");
        assertThat(report.first()).isNull();
    }

    private void add(String provider, String operation, String user, String time) {
        add("{\"event_id\":\"" + line + "\",\"provider\":\"" + provider + "\",\"operation\":\"" + operation
                + "\",\"user_id\":\"" + user + "\",\"creation_time\":\"" + time + "\"}");
    }

    private void add(String json) {
        line++;
        byte[] value = json.getBytes(StandardCharsets.UTF_8);
        report.add(
                new InputRecord(value, "log", line, 0, false, null),
                DECODER.decode(value, Instant.parse("2026-11-20T10:00:00Z").toEpochMilli()));
    }
}

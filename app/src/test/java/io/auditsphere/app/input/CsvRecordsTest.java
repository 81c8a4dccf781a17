package io.auditsphere.app.input;

import static io.auditsphere.app.input.Reading.all;
import static io.auditsphere.app.input.Reading.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.app.ingest.RejectionReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvRecordsTest {

    private static final String PURVIEW =
            "RecordId,CreationDate,RecordType,Operation,UserId,AuditData,AssociatedAdminUnits,AssociatedAdminUnitsNames\r\n";

    private static final String A = "{\"Id\":\"a\",\"Name\":\"x, y\"}";
    private static final String B = "{\"Id\":\"b\"}";

    @Test
    void theExportOfThePurviewPortal() throws IOException {
        List<InputRecord> read = all("\uFEFF" + PURVIEW + purview("a", A) + purview("b", B));
        assertThat(texts(read)).containsExactly(A, B);
        assertThat(read.get(1).where()).isEqualTo("file:3");
    }

    @Test
    void theExportOfPowerShell() throws IOException {
        String csv = "\"PSComputerName\",\"RunspaceId\",\"PSShowComputerName\",\"RecordType\",\"CreationDate\","
                + "\"UserIds\",\"Operations\",\"AuditData\",\"ResultIndex\"\n"
                + "\"outlook.office365.com\",\"7c\",\"False\",\"SharePoint\",\"5/4/2026 9:30:00 AM\",\"a@b.example\","
                + "\"FileAccessed\"," + quoted(A) + ",\"1\"\n";
        assertThat(texts(all(csv))).containsExactly(A);
        assertThat(texts(all(("\uFEFF" + csv).getBytes(StandardCharsets.UTF_16LE))))
                .as("as -Encoding Unicode writes it")
                .containsExactly(A);
    }

    @Test
    void lineBreaksWithinQuotesAreNoEnd() throws IOException {
        String broken = "{\"Id\":\"a\",\n \"Text\":\"two\r\nlines\"}";
        List<InputRecord> read = all(PURVIEW + purview("a", broken) + purview("b", B));
        assertThat(texts(read)).containsExactly(broken, B);
        assertThat(read.get(1).line()).as("lines within cells count").isEqualTo(5);
    }

    @Test
    void otherSeparatorsAreTakenFromTheHeader() throws IOException {
        assertThat(texts(all("sep=;\nTime;AuditData\n1;" + quoted(A) + "\n"))).containsExactly(A);
        assertThat(texts(all("Time\t_raw\n1\t" + quoted(A) + "\n"))).containsExactly(A);
    }

    @Test
    void aColumnOfAnotherNameIsFoundByWhatIsInIt() throws IOException {
        assertThat(texts(all("when,what,blob\n1,\"read, twice\"," + quoted(A) + "\n2,read," + quoted(B) + "\n")))
                .containsExactly(A, B);
    }

    /** Splunk's export has a column `message` of text beside `_raw`. */
    @Test
    void aKnownNameOverTextIsPassedOver() throws IOException {
        assertThat(texts(all("_time,message,details\n1,somebody read," + quoted(A) + "\n")))
                .containsExactly(A);
    }

    @Test
    void aFileWithoutHeaderIsReadFromItsFirstRow() throws IOException {
        assertThat(texts(all("1," + quoted(A) + "\n2," + quoted(B) + "\n"))).containsExactly(A, B);
    }

    @Test
    void aStrayQuoteCostsItsOwnLine() throws IOException {
        List<InputRecord> read = all(
                PURVIEW + purview("a", A) + "s,\"stray,4,FileAccessed,u,{},,\r\n" + purview("b", B) + purview("a", A));
        assertThat(read)
                .filteredOn(one -> one.problem() == null)
                .map(Reading::text)
                .containsExactly(A, B, A);
        assertThat(read)
                .filteredOn(one -> one.problem() != null)
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.problem().reason()).isEqualTo(RejectionReason.NOT_JSON);
                    assertThat(one.line()).isEqualTo(3);
                    assertThat(Reading.text(one)).startsWith("s,\"stray");
                });
    }

    @Test
    void rowsThatLackTheirCellAreProblemsAndTheRestGoesOn() throws IOException {
        List<InputRecord> read = all(PURVIEW
                + "short,row\r\n"
                + "r,2026-05-04,4,FileAccessed,u,,,\r\n"
                + "r,2026-05-04,4,FileAccessed,u,{\"Id\":1,\"unquoted\":2,\"a\":3,\"b\":4},,\r\n"
                + purview("b", B));
        assertThat(read).hasSize(4);
        assertThat(read.get(0).problem().detail()).contains("has 2 cells", "AuditData is the 6. of 8");
        assertThat(read.get(1).problem().detail()).isEqualTo("AuditData is empty");
        assertThat(read.get(2).problem().detail()).contains("must be in quotes");
        assertThat(Reading.text(read.get(3))).isEqualTo(B);
    }

    @Test
    void aCellThatExcelCutIsSaidToBe() throws IOException {
        String cut = "{\"Id\":\"" + "x".repeat(32_767 - 7);
        List<InputRecord> read = all(PURVIEW + purview("a", cut) + purview("b", B));
        assertThat(read.get(0).problem().detail()).contains("where Excel cuts cells");
        assertThat(Reading.text(read.get(1))).isEqualTo(B);
    }

    @Test
    void aRowWithoutEndIsCutAndTheNextLineIsRead() throws IOException {
        List<InputRecord> read = all(PURVIEW + "x".repeat(500_000) + "\n" + purview("b", B));
        assertThat(read).hasSize(2);
        assertThat(read.get(0).problem()).isNotNull();
        assertThat(read.get(0).value().length).as("twice the limit and 64 KiB").isLessThan(70_000);
        assertThat(Reading.text(read.get(1))).isEqualTo(B);
    }

    @Test
    void aQuoteThatIsNeverClosedLosesNoLine() throws IOException {
        StringBuilder csv = new StringBuilder(PURVIEW).append("u,\"open\r\n");
        for (int i = 0; i < 2000; i++) {
            csv.append(purview("b", B));
        }
        List<InputRecord> read = all(csv.toString());
        assertThat(read).filteredOn(one -> one.problem() == null).hasSize(2000);
        assertThat(read).hasSize(2001);
    }

    private static String purview(String id, String auditData) {
        return id + ",2026-05-04T09:30:00.0000000Z,6,FileAccessed,ana@contoso.example," + quoted(auditData) + ",,\r\n";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}

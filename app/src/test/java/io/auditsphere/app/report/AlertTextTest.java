package io.auditsphere.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.schemas.Anomaly;
import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.Baseline;
import io.auditsphere.schemas.ContributingFactor;
import io.auditsphere.schemas.Severity;
import io.auditsphere.schemas.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertTextTest {

    @Test
    void saysWhenHowBadWhatWhoAndWhy() {
        List<String> lines = AlertText.of(alert("ann@example.com", "plan.docx", "412 events; usual is under 30"));

        assertThat(lines)
                .containsExactly(
                        "ALERT 2026-05-04 12:00:00Z HIGH     bulk_operation       risk  93 score 0.71  box ann@example.com",
                        "      DOWNLOAD of plan.docx from 192.0.2.7 (NL)",
                        "      - 412 events; usual is under 30");
    }

    /** Users, operations and file names are written by whoever attacks; so are parts of sentences. */
    @Test
    void nothingThatAnAttackerWroteReachesTheTerminalRaw() {
        String hostile = "x\u001b]0;owned\u0007\r\nALERT forged\u202e";
        List<String> lines = AlertText.of(alert(hostile, hostile, hostile));

        assertThat(lines)
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).doesNotContain("\u001b", "\u0007", "\r", "\n", "\u202e"));
    }

    @Test
    void longNamesDoNotFloodTheTerminal() {
        List<String> lines = AlertText.of(alert("u".repeat(10_000), "r".repeat(10_000), "f".repeat(10_000)));

        assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThan(240));
    }

    private static Anomaly alert(String user, String resource, String reason) {
        AuditEvent event = AuditEvent.builder()
                .eventId("1")
                .provider("box")
                .creationTime(Instant.parse("2026-05-04T12:00:00Z"))
                .operation("DOWNLOAD")
                .userId(user)
                .resourceName(resource)
                .clientIp("192.0.2.7")
                .country("NL")
                .build();
        return new Anomaly(
                "audit",
                Subject.user(event.userKey()),
                event,
                true,
                true,
                0.7123,
                93,
                1.0,
                AnomalyType.BULK_OPERATION,
                Severity.HIGH,
                List.of(new ContributingFactor("event_count_1h", 412, 30.0, 1.5, reason)),
                null,
                Map.of(),
                List.of(),
                null,
                Map.of(),
                null,
                Baseline.ESTABLISHED,
                List.of(),
                false,
                Instant.parse("2026-05-04T12:00:01Z"));
    }
}

package io.auditsphere.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.schemas.Anomaly;
import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.Baseline;
import io.auditsphere.schemas.Severity;
import io.auditsphere.schemas.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopAlertsTest {

    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private final TopAlerts top = new TopAlerts(2);
    private int number;

    @Test
    void noAlertsAreSaidToBeNone() {
        assertThat(top.lines()).containsExactly("No alerts.");
    }

    @Test
    void theWorstComeFirst() {
        add("ann", AnomalyType.BULK_OPERATION, Severity.MEDIUM, 60, 0);
        add("bo", AnomalyType.BULK_OPERATION, Severity.CRITICAL, 70, 1);

        assertThat(top.lines().get(0)).contains("CRITICAL", "bo@example.com");
        assertThat(top.lines()).filteredOn(line -> line.startsWith("ALERT")).hasSize(2);
        assertThat(top.lines()).noneMatch(line -> line.contains("more"));
    }

    @Test
    void whatAnAccountDidOfOneTypeIsOneEntryToldByItsWorst() {
        add("ann", AnomalyType.BULK_OPERATION, Severity.MEDIUM, 60, 0);
        add("ann", AnomalyType.BULK_OPERATION, Severity.HIGH, 91, 30);
        add("ann", AnomalyType.BULK_OPERATION, Severity.HIGH, 80, 90);

        List<String> lines = top.lines();
        assertThat(lines)
                .filteredOn(line -> line.startsWith("ALERT"))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("risk  91"));
        assertThat(lines)
                .contains(
                        "      = the worst of 3 alerts of this account and type, 2026-05-04 12:00 to 2026-05-04 13:30 UTC");
    }

    @Test
    void ofAlertsAsBadAsEachOtherTheLastOneTells() {
        add("ann", AnomalyType.BULK_OPERATION, Severity.HIGH, 91, 0);
        add("ann", AnomalyType.BULK_OPERATION, Severity.HIGH, 91, 5);

        assertThat(top.lines().get(0)).contains("12:05:00");
    }

    @Test
    void whatIsNotShownIsCounted() {
        add("ann", AnomalyType.BULK_OPERATION, Severity.HIGH, 91, 0);
        add("bo", AnomalyType.BULK_OPERATION, Severity.HIGH, 90, 0);
        add("cy", AnomalyType.BULK_OPERATION, Severity.LOW, 20, 0);
        add("cy", AnomalyType.BULK_OPERATION, Severity.LOW, 21, 1);
        add("cy", AnomalyType.SUSPICIOUS_LOCATION, Severity.LOW, 20, 2);

        assertThat(top.lines())
                .last()
                .isEqualTo("3 alerts more, of 2 other accounts and types, are less severe; --top shows more of them,"
                        + " --findings FILE keeps all");
    }

    @Test
    void memoryIsBoundedAndSaysSo() {
        // One more than are told apart.
        for (int i = 0; i <= 10_000; i++) {
            add("user" + i, AnomalyType.BULK_OPERATION, Severity.LOW, 20, 0);
        }

        assertThat(top.lines()).last().asString().startsWith("9999 alerts more, of 9998 or more other accounts");
    }

    private void add(String user, AnomalyType type, Severity severity, int risk, int minute) {
        AuditEvent event = AuditEvent.builder()
                .eventId("e" + number++)
                .provider("box")
                .creationTime(NOON.plusSeconds(60L * minute))
                .operation("DOWNLOAD")
                .userId(user + "@example.com")
                .build();
        top.add(new Anomaly(
                "audit",
                Subject.user(event.userKey()),
                event,
                true,
                true,
                0.7,
                risk,
                1.0,
                type,
                severity,
                List.of(),
                null,
                Map.of(),
                List.of(),
                null,
                Map.of(),
                null,
                Baseline.ESTABLISHED,
                List.of(),
                false,
                NOON));
    }
}

package io.auditsphere.app.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.Finding;
import io.auditsphere.schemas.FindingJson;
import io.auditsphere.schemas.FindingState;
import io.auditsphere.schemas.Severity;
import io.auditsphere.schemas.Subject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFindingsTest {

    private static final Instant NOON = Instant.parse("2026-10-01T12:00:00Z");
    private static final Subject SOURCE = Subject.address("192.0.2.7");

    @TempDir
    Path folder;

    private static String line(Subject subject, FindingState state, Severity severity, String... events) {
        return new String(
                FindingJson.toBytes(new Finding(
                        "f-" + subject.id(),
                        subject,
                        "password_spraying",
                        AnomalyType.AUTHENTICATION_FAILURE,
                        state,
                        severity,
                        events.length,
                        NOON,
                        NOON,
                        "Wrong passwords",
                        List.of(events),
                        "as-shipped",
                        null)),
                StandardCharsets.UTF_8);
    }

    private static JudgedEvent event(String id) {
        return new JudgedEvent(
                "microsoft", id, "microsoft|ana", 0, false, false, false, Set.of(), Set.of(), Double.NaN);
    }

    @Test
    void whatOpensOrRaisesAFindingAlertsAndWhatJoinsItBelongsToIt() throws IOException {
        Path file = Files.write(
                folder.resolve("findings.ndjson"),
                List.of(
                        line(SOURCE, FindingState.OPENED, Severity.MEDIUM, "opens"),
                        line(SOURCE, FindingState.OPENED, Severity.MEDIUM, "opens", "joins"),
                        "",
                        line(SOURCE, FindingState.RAISED, Severity.HIGH, "opens", "joins", "raises"),
                        line(SOURCE, FindingState.CLOSED, Severity.HIGH, "opens", "joins", "raises", "last"),
                        line(Subject.user("microsoft|ana"), FindingState.OPENED, Severity.HIGH, "of a user")));
        SourceFindings findings = SourceFindings.read(file);

        assertThat(List.of("opens", "joins", "raises", "last", "of a user", "unknown"))
                .extracting(id -> findings.judge(event(id)).alert())
                .as("alerts")
                .containsExactly(true, false, true, false, false, false);
        assertThat(List.of("opens", "joins", "raises", "last", "of a user", "unknown"))
                .extracting(id -> findings.judge(event(id)).findingTypes().size())
                .as("findings that the event belongs to, beside those of its result")
                .containsExactly(1, 1, 1, 1, 0, 0);
    }

    @Test
    void aLineThatIsNoFindingIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("findings.ndjson"), "\n{\"finding_id\": 3}\n");
        assertThatThrownBy(() -> SourceFindings.read(file))
                .hasMessageContaining("findings.ndjson, line 2 is no finding: ");
    }
}

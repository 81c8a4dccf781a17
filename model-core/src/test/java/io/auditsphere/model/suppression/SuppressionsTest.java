package io.auditsphere.model.suppression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.Muted;
import io.auditsphere.schemas.Severity;
import io.auditsphere.schemas.Subject;
import io.auditsphere.schemas.SuppressionRule;
import io.auditsphere.schemas.SuppressionScope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuppressionsTest {

    private static final Instant SET = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant UNTIL = SET.plus(Duration.ofDays(30));
    private static final Cause CAUSE =
            new Cause("e1", SET.plusSeconds(3600).toEpochMilli(), "microsoft", "FileDownloaded", "192.0.2.7", "DE");
    private static final Subject ANNA = Subject.user("microsoft|anna@example.com");

    private static SuppressionScope scope(String field, String value) {
        List<String> none = List.of();
        List<String> one = List.of(value);
        return new SuppressionScope(
                field.equals("subjects") ? one : none,
                field.equals("detectors") ? one : none,
                field.equals("anomaly_types")
                        ? List.of(AnomalyType.ofWireName(value).orElseThrow())
                        : List.of(),
                field.equals("providers") ? one : none,
                field.equals("countries") ? one : none,
                field.equals("networks") ? one : none,
                field.equals("operations") ? one : none);
    }

    private static SuppressionRule rule(String id, SuppressionScope scope) {
        return new SuppressionRule(id, "soc", "agreed", UNTIL, null, scope, "v", SET, null);
    }

    private static Muted muted(SuppressionScope scope, Subject subject, Cause cause) {
        return Suppressions.of(List.of(rule("r", scope)))
                .mutes(subject, "bulk", AnomalyType.BULK_OPERATION, Severity.HIGH, Severity.HIGH, cause);
    }

    @ParameterizedTest
    @CsvSource({
        "subjects, microsoft|anna@example.com, true",
        "subjects, MICROSOFT|Anna@Example.com, true",
        "subjects, anna@example.com, true",
        "subjects, anna@*, true",
        "subjects, *@example.com, true",
        "subjects, a?na@*.com, true",
        "subjects, *|anna@example.com, true",
        "subjects, google|anna@example.com, false",
        "subjects, ann, false",
        "subjects, *@example.org, false",
        "subjects, a.na@example.com, false",
        "detectors, bulk, true",
        "detectors, forest, false",
        "anomaly_types, bulk_operation, true",
        "anomaly_types, unusual_timing, false",
        "providers, microsoft, true",
        "providers, box, false",
        "countries, DE, true",
        "countries, FR, false",
        "networks, 192.0.2.0/24, true",
        "networks, 192.0.2.7, true",
        "networks, 2001:db8::/32, false",
        "operations, filedownloaded, true",
        "operations, FileDeleted, false"
    })
    void eachPartOfAScopeSaysWhatItIsAbout(String field, String value, boolean mutes) {
        assertThat(muted(scope(field, value), ANNA, CAUSE) != null).isEqualTo(mutes);
    }

    @Test
    void everyPartThatIsThereMustFitAndOneEntryOfEach() {
        SuppressionScope both = new SuppressionScope(
                List.of("bo@*", "anna@*"), List.of("bulk"), List.of(), List.of(), List.of("FR"), List.of(), List.of());

        assertThat(muted(both, ANNA, CAUSE)).as("another country").isNull();
        Cause french = new Cause("e1", CAUSE.timeMs(), "microsoft", "FileDownloaded", null, "FR");
        assertThat(muted(both, ANNA, french)).isNotNull();
    }

    @Test
    void whatIsNotKnownOfAnEventFitsNoPart() {
        Cause bare = new Cause("e1", CAUSE.timeMs(), "microsoft", null, null, null);
        for (String field : List.of("countries", "networks", "operations")) {
            String value = field.equals("countries") ? "DE" : field.equals("networks") ? "0.0.0.0/0" : "FileDownloaded";
            assertThat(muted(scope(field, value), ANNA, bare)).as(field).isNull();
        }
    }

    @Test
    void addressesAreSubjectsToo() {
        Cause attempt = new Cause("e1", CAUSE.timeMs(), "microsoft", null, "2001:db8:0:1::/64", null);
        Subject source = Subject.address("2001:db8:0:1::/64");

        assertThat(muted(scope("subjects", "2001:db8:*"), source, attempt)).isNotNull();
        assertThat(muted(scope("networks", "2001:db8::/32"), source, attempt)).isNotNull();
        assertThat(muted(scope("subjects", "microsoft|[*]"), Subject.address("microsoft|*"), attempt))
                .isNull();
        assertThat(muted(scope("subjects", "microsoft|?"), Subject.address("microsoft|*"), attempt))
                .isNotNull();
    }

    @Test
    void aRuleMutesUntilItExpiresAndOfSeveralTheFirstByIdIsNamed() {
        Suppressions both = Suppressions.of(List.of(
                rule("zebra", scope("detectors", "bulk")),
                rule("ant", scope("detectors", "bulk")),
                rule("cat", scope("detectors", "location"))));

        assertThat(both.mutes(ANNA, "bulk", AnomalyType.BULK_OPERATION, Severity.LOW, Severity.LOW, CAUSE)
                        .rule())
                .isEqualTo("ant");
        assertThat(both.inForceAt(UNTIL.toEpochMilli()).isEmpty()).isTrue();
        assertThat(both.inForceAt(UNTIL.toEpochMilli() - 1).isEmpty()).isFalse();
    }

    /** What would take a backtracking matcher longer than anybody waits takes pattern times text steps. */
    @Test
    @Timeout(5)
    void aHostileIdCostsNoMoreThanItsLengthTimesThePatterns() {
        String pattern = "a*a*a*a*a*a*a*a*b";
        Subject hostile = Subject.user("microsoft|" + "a".repeat(512));
        for (int i = 0; i < 1_000; i++) {
            assertThat(muted(scope("subjects", pattern), hostile, CAUSE)).isNull();
        }
    }

    @Test
    void whatCannotBeARuleIsRefusedWithWhatToDo() {
        assertThatThrownBy(() -> Suppressions.of(List.of(rule("net", scope("networks", "192.0.2.0/40")))))
                .hasMessageContaining("Suppression rule net: scope.networks")
                .hasMessageContaining("192.0.2.0/40");
        assertThatThrownBy(() -> scope("subjects", "*")).hasMessageContaining("fits everybody");
        assertThatThrownBy(() -> scope("subjects", "*a".repeat(9))).hasMessageContaining("at most 8 asterisks");
        assertThatThrownBy(() -> scope("countries", "Germany")).hasMessageContaining("two capitals");
        assertThatThrownBy(() -> new SuppressionScope(
                        List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of()))
                .hasMessageContaining("would mute everything");
        SuppressionScope scope = scope("detectors", "bulk");
        assertThatThrownBy(() -> new SuppressionRule("A B", "o", "r", UNTIL, null, scope, "v", SET, null))
                .hasMessageContaining("id: expected");
        assertThatThrownBy(() -> new SuppressionRule("a", " ", "r", UNTIL, null, scope, "v", SET, null))
                .hasMessageContaining("owner: expected who answers");
        assertThatThrownBy(() -> new SuppressionRule("a", "o", null, UNTIL, null, scope, "v", SET, null))
                .hasMessageContaining("reason: expected why");
        assertThatThrownBy(() ->
                        new SuppressionRule("a", "o", "r", SET.plus(Duration.ofDays(367)), null, scope, "v", SET, null))
                .hasMessageContaining("at most 366 days");
        assertThatThrownBy(() -> new SuppressionRule("a", "o", "r", SET, null, scope, "v", SET, null))
                .hasMessageContaining("after " + SET);
        List<SuppressionRule> many = IntStream.range(0, Suppressions.MAX_RULES + 1)
                .mapToObj(i -> rule("r" + i, scope))
                .toList();
        assertThatThrownBy(() -> Suppressions.of(many)).hasMessageContaining("at most 500");
    }
}

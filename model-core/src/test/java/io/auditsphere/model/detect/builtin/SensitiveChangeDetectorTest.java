package io.auditsphere.model.detect.builtin;

import static io.auditsphere.model.detect.builtin.Watched.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.model.detect.Signal;
import io.auditsphere.schemas.AuditEventBuilder;
import io.auditsphere.schemas.FailureKind;
import io.auditsphere.schemas.OperationCategory;
import io.auditsphere.schemas.Outcome;
import io.auditsphere.schemas.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changes by their value, after two weeks of work. Day 14 is a Monday. */
class SensitiveChangeDetectorTest {

    private static Watched settled() {
        Watched user = new Watched(
                new AuthenticationFailureDetector(AuthenticationFailureDetector.Settings.defaults()),
                new SensitiveChangeDetector(SensitiveChangeDetector.Settings.defaults()));
        assertThat(user.works(2, 9, 12)).isEmpty();
        return user;
    }

    private static AuditEventBuilder change(AuditEventBuilder event, String operation, String target, String role) {
        return event.operation(operation)
                .operationCategory(OperationCategory.ADMIN)
                .sensitive(true)
                .resourcePath(null)
                .resourceName(target)
                .target(target)
                .attribute("role", role);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            Add member to role.,              lee@contoso.com,      Global Administrator,   HIGH
            Add member to role.,              lee@contoso.com,      Helpdesk Administrator, -
            Add member to role.,              lee@contoso.com,      -,                      MEDIUM
            CHANGE_ADMIN_ROLE,                lee@contoso.com,      co-admin,               HIGH
            admin.ASSIGN_ROLE,                lee@contoso.com,      _SEED_ADMIN_ROLE,       HIGH
            Consent to application.,          Notes Companion,      -,                      -
            Consent to application.,          Micros0ft Teams Sync, -,                      HIGH
            token.authorize,                  Dropbx Connect,       -,                      HIGH
            Consent to application.,          Microsoft Viewer,     -,                      MEDIUM
            Consent to application.,          Zoom,                 -,                      -
            Set-Mailbox,                      me@freemail.org,      -,                      HIGH
            Set-Mailbox,                      lee@contoso.com,      -,                      -
            Set-Mailbox,                      -,                    -,                      MEDIUM
            New-InboxRule,                    .,                    -,                      MEDIUM
            Add-MailboxPermission,            lee@contoso.com,      -,                      MEDIUM
            Disable Strong Authentication.,   dana@contoso.com,     -,                      HIGH
            tfa_change_status,                -,                    -,                      HIGH
            Set federation settings on domain., evil.org,           -,                      HIGH
            Set-AdminAuditLogConfig,          -,                    -,                      HIGH
            StopLogging,                      trail-1,              -,                      HIGH
            Add service principal credentials., backup-app,         -,                      MEDIUM
            Reset user password.,             lee@contoso.com,      -,                      -
            """)
    void theValueDecides(String operation, String target, String role, Severity expected) {
        List<Signal> signals = settled().see(at(14, 10, 0), event -> change(event, operation, target, role));
        if (expected == null) {
            assertThat(signals).isEmpty();
        } else {
            assertThat(signals)
                    .singleElement()
                    .satisfies(signal -> assertThat(signal.severity()).isEqualTo(expected));
        }
    }

    @Test
    void forwardingIsToldAsOneSentence() {
        assertThat(settled().see(at(14, 10, 0), event -> change(event, "Set-Mailbox", "me@freemail.org", null)))
                .singleElement()
                .satisfies(signal -> assertThat(signal.text())
                        .startsWith("Mail is forwarded to")
                        .contains("me@freemail.org"));
    }

    @Test
    void whatValuesCallHarmlessIsNothing() {
        assertThat(settled()
                        .see(
                                at(14, 10, 0),
                                event -> change(event, "Set-Mailbox", "x@elsewhere.org", null)
                                        .sensitive(false)))
                .as("the decoder found no forwarding in it")
                .isEmpty();
        assertThat(settled()
                        .see(
                                at(14, 10, 0),
                                event -> change(event, "StopLogging", "trail-1", null)
                                        .outcome(Outcome.FAILURE)
                                        .failureKind(FailureKind.POLICY)))
                .as("refused")
                .isEmpty();
    }

    @Test
    void anAdministratorsRoutineIsNone() {
        Watched user = settled();
        for (int day = 14; day < 17; day++) {
            user.see(at(day, 10, 0), event -> change(event, "Add service principal credentials.", "app", null));
        }
        assertThat(user.see(at(17, 10, 0), event -> change(event, "Add service principal credentials.", "app", null)))
                .as("done on three earlier days")
                .isEmpty();
        assertThat(user.see(at(17, 10, 1), event -> change(event, "Add member to role.", "x", "Global Administrator")))
                .as("a role that gives everything is never routine")
                .isNotEmpty();
    }

    @Test
    void onAnAccountUnderSevenDaysOldAChangeIsCriticalAndLaterItIsNot() {
        for (int day : new int[] {0, 6, 7}) {
            Watched user = new Watched(new SensitiveChangeDetector(SensitiveChangeDetector.Settings.defaults()))
                    .in(ThirtyPeople.tables());
            user.see(at(0, 10, 0), event -> event);
            assertThat(user.see(
                            at(day, 10, 0),
                            event -> change(event, "Disable Strong Authentication.", "dana@contoso.com", null)))
                    .as("day %d", day)
                    .singleElement()
                    .satisfies(signal -> {
                        assertThat(signal.severity()).isEqualTo(day < 7 ? Severity.CRITICAL : Severity.HIGH);
                        assertThat(signal.text().contains("on an account first seen under 7 days ago"))
                                .isEqualTo(day < 7);
                    });
        }
    }

    @Test
    void whereNobodyIsKnownYetNobodyIsANewAccount() {
        Watched user = new Watched(new SensitiveChangeDetector(SensitiveChangeDetector.Settings.defaults()));
        assertThat(user.see(
                        at(0, 10, 0),
                        event -> change(event, "Disable Strong Authentication.", "dana@contoso.com", null)))
                .extracting(Signal::severity)
                .containsExactly(Severity.HIGH);
    }

    @Test
    void aLinkForAnybodyWithinADayOfAStrangePlaceIsCritical() {
        Watched user = new Watched(
                new LocationDetector(LocationDetector.Settings.defaults()),
                new SensitiveChangeDetector(SensitiveChangeDetector.Settings.defaults()));
        assertThat(user.works(2, 9, 12)).isEmpty();
        assertThat(user.see(
                        at(14, 9, 0), event -> event.clientIp("198.51.100.77").attribute("network_kind", "hosting")))
                .extracting(Signal::detector)
                .containsExactly(LocationDetector.NAME);
        for (int hours : new int[] {23, 25}) {
            List<Signal> signals = user.see(
                    at(14, 9 + hours, 0),
                    event -> event.operation("AnonymousLinkCreated")
                            .operationCategory(OperationCategory.SHARING)
                            .sensitive(true)
                            .target("anyone"));
            assertThat(signals)
                    .as("%d hours later", hours)
                    .extracting(Signal::severity)
                    .isEqualTo(hours < 24 ? List.of(Severity.CRITICAL) : List.of());
        }
    }

    @Test
    void afterGuessedPasswordsEveryChangeIsCritical() {
        Watched user = settled();
        user.times(
                12,
                at(14, 9, 0),
                10,
                event -> event.operation("UserLoginFailed")
                        .operationCategory(OperationCategory.AUTHENTICATION)
                        .outcome(Outcome.FAILURE)
                        .failureKind(FailureKind.CREDENTIAL)
                        .clientIp("198.51.100.20"));
        assertThat(user.see(at(14, 15, 0), event -> change(event, "Disable Strong Authentication.", "x", null)))
                .singleElement()
                .satisfies(signal -> {
                    assertThat(signal.severity()).isEqualTo(Severity.CRITICAL);
                    assertThat(signal.text()).contains("within 24 hours of a finding");
                });
        assertThat(user.see(at(14, 15, 1), event -> change(event, "Consent to application.", "Notes", null)))
                .as("a consent that is nothing on another day")
                .singleElement()
                .satisfies(signal -> assertThat(signal.severity()).isEqualTo(Severity.CRITICAL));
        assertThat(user.see(at(15, 15, 0), event -> change(event, "Consent to application.", "Notes", null)))
                .as("30 hours later")
                .isEmpty();
    }

    @Test
    void namesAreQuotedCutAndHarmless() {
        String name = "Micros0ft \u202Etxt\u0007 " + "x".repeat(500);
        assertThat(settled().see(at(14, 10, 0), event -> change(event, "Consent to application.", name, null)))
                .singleElement()
                .satisfies(signal ->
                        assertThat(signal.text()).contains("\"Micros0ft ?txt?").hasSizeLessThan(200));
    }
}

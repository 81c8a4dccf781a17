package io.auditsphere.model.detect.builtin;

import static io.auditsphere.model.detect.builtin.Watched.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.model.detect.Signal;
import io.auditsphere.schemas.AuditEventBuilder;
import io.auditsphere.schemas.FailureKind;
import io.auditsphere.schemas.OperationCategory;
import io.auditsphere.schemas.Outcome;
import io.auditsphere.schemas.UserType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What looks like an intruder's change and is an administrator's day, and beside each trap the one value by which it would
 * be no trap: a detector that said nothing at all would fail the second column. Day 14 and day 21 are Mondays.
 */
@DisplayName("Sensitive changes that are everyday work")
class SensitiveChangeTrapsTest {

    /** A trap, and the same with the value changed that makes it an intruder's. */
    private record Trap(Supplier<List<Signal>> everyday, Supplier<List<Signal>> changed) {}

    private static final Map<String, Trap> TRAPS = new LinkedHashMap<>();

    static {
        TRAPS.put(
                "roles of everyday work, given to each new colleague; and the one that gives everything",
                new Trap(
                        () -> each(14, day -> role("lee" + day + "@contoso.com", "Helpdesk Administrator")),
                        () -> each(14, day -> role("lee" + day + "@contoso.com", "Global Administrator"))));
        TRAPS.put(
                "an administrator who renews a program's key every Monday, in the fourth week; and in the first",
                new Trap(() -> weekly(5, 3), () -> weekly(1, 0)));
        TRAPS.put(
                "applications with honest names; and one letter that is a digit",
                new Trap(
                        () -> several("Zoom", "Box Tools", "Officer Training", "Exchange Rates", "DocuSign", "Boxes"),
                        () -> several("D0cuSign")));
        TRAPS.put(
                "a program that makes itself a new key each night, in its second week; and one that never did",
                new Trap(() -> program(10, 6), () -> program(1, 0)));
        TRAPS.put(
                "the provider's own system principal; and somebody else of that name",
                new Trap(
                        () -> settled("nt authority\\system (microsoft.exchange.servicehost)")
                                .see(at(14, 10, 0), event -> rule(event).userType(UserType.SERVICE)),
                        () -> settled("nt.authority@contoso.com").see(at(14, 10, 0), SensitiveChangeTrapsTest::rule)));
        TRAPS.put(
                "a change that was refused; and one that was not",
                new Trap(
                        () -> settled()
                                .see(
                                        at(14, 10, 0),
                                        event -> auditOff(event)
                                                .outcome(Outcome.FAILURE)
                                                .failureKind(FailureKind.POLICY)),
                        () -> settled().see(at(14, 10, 0), SensitiveChangeTrapsTest::auditOff)));
        TRAPS.put(
                "his own mail forwarded to a colleague; and to a mailbox elsewhere, which another did for him",
                new Trap(
                        () -> settled().see(at(14, 10, 0), event -> forwarding(event, "lee@contoso.com")),
                        () -> settled("admin@contoso.com")
                                .see(at(14, 10, 0), event -> forwarding(event, "dana@freemail.org"))));
        TRAPS.put(
                "a user who changes his own password; and an administrator who lets his second factor go",
                new Trap(
                        () -> settled()
                                .see(
                                        at(14, 10, 0),
                                        event -> change(event, "Change user password.", "dana@contoso.com")),
                        () -> settled("admin@contoso.com")
                                .see(
                                        at(14, 10, 0),
                                        event -> change(event, "Disable Strong Authentication.", "dana@contoso.com"))));
        TRAPS.put(
                "a link for anybody to a price list; and to a vault of passwords",
                new Trap(() -> link("prices.pdf", false), () -> link("vault.kdbx", false)));
        TRAPS.put(
                "a link for anybody that is taken back; and one that is made",
                new Trap(() -> link("vault.kdbx", true), () -> link("vault.kdbx", false)));
        TRAPS.put(
                "a new colleague's first consent, in an organisation where he is seven days old; and on his second day",
                new Trap(() -> newcomer(8), () -> newcomer(1)));
    }

    @TestFactory
    Stream<DynamicTest> aTrapIsNothingAndTheSameWithTheValueOfAnIntruderIsSaid() {
        return TRAPS.entrySet().stream()
                .map(trap -> DynamicTest.dynamicTest(trap.getKey(), () -> {
                    assertThat(trap.getValue().everyday().get())
                            .as("everyday work")
                            .extracting(Signal::text)
                            .isEmpty();
                    assertThat(trap.getValue().changed().get())
                            .as("the same with another value")
                            .isNotEmpty();
                }));
    }

    private interface Change {
        AuditEventBuilder of(AuditEventBuilder event);
    }

    private interface OfDay {
        Change on(int day);
    }

    private static Watched detector(String user) {
        return new Watched(new SensitiveChangeDetector(SensitiveChangeDetector.Settings.defaults())).as(user);
    }

    private static Watched settled(String id) {
        Watched user = detector(id);
        assertThat(user.works(2, 9, 12)).isEmpty();
        return user;
    }

    private static Watched settled() {
        return settled("dana@contoso.com");
    }

    private static AuditEventBuilder change(AuditEventBuilder event, String operation, String target) {
        return event.operation(operation)
                .operationCategory(OperationCategory.ADMIN)
                .sensitive(true)
                .resourcePath(null)
                .resourceName(target)
                .target(target);
    }

    private static Change role(String target, String role) {
        return event -> change(event, "Add member to role.", target).attribute("role", role);
    }

    private static AuditEventBuilder rule(AuditEventBuilder event) {
        return change(event, "New-InboxRule", ".");
    }

    private static AuditEventBuilder auditOff(AuditEventBuilder event) {
        return change(event, "Set-AdminAuditLogConfig", null);
    }

    private static AuditEventBuilder forwarding(AuditEventBuilder event, String to) {
        return change(event, "Set-Mailbox", to);
    }

    /** A change on each of five days. */
    private static List<Signal> each(int from, OfDay change) {
        Watched user = settled();
        List<Signal> signals = new ArrayList<>();
        for (int day = from; day < from + 5; day++) {
            signals.addAll(user.see(at(day, 10, 0), change.on(day)::of));
        }
        return signals;
    }

    /** A program's key renewed each Monday; what is said from a week on. */
    private static List<Signal> weekly(int weeks, int fromWeek) {
        Watched user = settled();
        List<Signal> signals = new ArrayList<>();
        for (int week = 0; week < weeks; week++) {
            List<Signal> said = user.see(
                    at(14 + 7 * week, 10, 0), event -> change(event, "Add service principal credentials.", "backup"));
            if (week >= fromWeek) {
                signals.addAll(said);
            }
        }
        return signals;
    }

    private static List<Signal> several(String... applications) {
        Watched user = settled();
        List<Signal> signals = new ArrayList<>();
        for (int i = 0; i < applications.length; i++) {
            String name = applications[i];
            signals.addAll(user.see(at(14, 10, i), event -> change(event, "Consent to application.", name)));
        }
        return signals;
    }

    private static List<Signal> program(int nights, int fromNight) {
        Watched program = detector("app-backup");
        List<Signal> signals = new ArrayList<>();
        for (int night = 0; night < nights; night++) {
            List<Signal> said = program.see(
                    at(night, 2, 0),
                    event -> change(event.provider("aws").userType(UserType.SERVICE), "CreateAccessKey", "app-backup"));
            if (night >= fromNight) {
                signals.addAll(said);
            }
        }
        return signals;
    }

    private static List<Signal> link(String name, boolean takenBack) {
        return settled()
                .see(
                        at(14, 10, 0),
                        event -> event.operation(takenBack ? "AnonymousLinkRemoved" : "AnonymousLinkCreated")
                                .operationCategory(OperationCategory.SHARING)
                                .sensitive(true)
                                .resourceName(name)
                                .target("anyone"));
    }

    /** A consent that bears the provider's name, medium by itself; only its rise to critical is returned. */
    private static List<Signal> newcomer(int day) {
        Watched user = detector("new@contoso.com").in(ThirtyPeople.tables());
        user.times(10, at(0, 9, 0), 600, event -> event);
        return user.see(at(day, 10, 0), event -> change(event, "Consent to application.", "Microsoft Viewer")).stream()
                .filter(signal -> signal.severity() == io.auditsphere.schemas.Severity.CRITICAL)
                .toList();
    }
}

package io.auditsphere.model.detect.builtin;

import static io.auditsphere.model.detect.builtin.Watched.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.model.detect.Signal;
import io.auditsphere.schemas.AuditEventBuilder;
import io.auditsphere.schemas.OperationCategory;
import io.auditsphere.schemas.Severity;
import io.auditsphere.schemas.UserType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two weeks of work, and then things that go outside, or outsiders who go in. Day 14 is a Monday. */
class ExternalAccessDetectorTest {

    private static Watched watched() {
        return new Watched(new ExternalAccessDetector(ExternalAccessDetector.Settings.defaults()));
    }

    private static Watched settled() {
        Watched user = watched();
        assertThat(user.works(2, 9, 12)).isEmpty();
        return user;
    }

    private static AuditEventBuilder shared(AuditEventBuilder event, String whom) {
        return event.operation("SharingInvitationCreated")
                .operationCategory(OperationCategory.SHARING)
                .sensitive(true)
                .target(whom);
    }

    private static AuditEventBuilder published(AuditEventBuilder event) {
        return shared(event, "anyone").operation("AnonymousLinkCreated");
    }

    @Test
    void muchForOneStrangerIsSaid() {
        List<Signal> signals = settled().times(13, at(14, 10, 0), 60, event -> shared(event, "me@freemail.org"));
        assertThat(signals).hasSize(10);
        assertThat(signals.get(0).severity()).isEqualTo(Severity.MEDIUM);
        assertThat(signals.get(0).text()).startsWith("4 things given within a day to \"me@freemail.org\"");
        assertThat(signals.get(9).severity())
                .as("three times the four that speak")
                .isEqualTo(Severity.HIGH);
    }

    @Test
    void aFileForANewCustomerIsNothing() {
        assertThat(settled().times(3, at(14, 10, 0), 60, event -> shared(event, "eve@customer.org")))
                .isEmpty();
    }

    @Test
    void colleaguesAreNotOutside() {
        assertThat(settled().times(30, at(14, 10, 0), 60, event -> shared(event, "lee@contoso.com")))
                .isEmpty();
    }

    @Test
    void theSameContactNextMonthIsNoStranger() {
        Watched user = settled();
        user.times(3, at(14, 10, 0), 60, event -> shared(event, "eve@customer.org"));
        assertThat(user.times(40, at(16, 10, 0), 60, event -> shared(event, "eve@customer.org")))
                .isEmpty();
    }

    @Test
    void whoGivesEachNewClientThreeFilesIsSaidFromSevenOn() {
        Watched user = watched();
        user.works(1, 9, 12);
        for (int day = 7; day < 14; day++) {
            String client = "eve@client" + day + ".org";
            assertThat(user.times(3, at(day, 10, 0), 60, event -> shared(event, client)))
                    .isEmpty();
        }
        assertThat(user.times(6, at(14, 10, 0), 60, event -> shared(event, "eve@next.org")))
                .as("twice his usual three")
                .isEmpty();
        assertThat(user.times(7, at(14, 12, 0), 60, event -> shared(event, "eve@other.org")))
                .as("more than twice")
                .hasSize(1);
    }

    @Test
    void linksForAnybodyWithinTheHourAreSaid() {
        assertThat(settled().times(3, at(14, 10, 0), 300, ExternalAccessDetectorTest::published))
                .singleElement()
                .satisfies(signal -> assertThat(signal.text()).startsWith("3 links for anybody made within an hour"));
        assertThat(settled().times(5, at(14, 10, 0), 3700, ExternalAccessDetectorTest::published))
                .as("one an hour")
                .isEmpty();
    }

    @Test
    void aMarketersLinksAreUsual() {
        Watched user = watched();
        user.works(1, 9, 12);
        for (int day = 7; day < 14; day++) {
            user.times(2, at(day, 10, 0), 600, ExternalAccessDetectorTest::published);
        }
        assertThat(user.times(4, at(14, 10, 0), 300, ExternalAccessDetectorTest::published))
                .isEmpty();
    }

    @Test
    void anAttackIsNeverUsual() {
        Watched user = settled();
        user.times(20, at(14, 10, 0), 60, event -> shared(event, "me@freemail.org"));
        assertThat(user.times(20, at(16, 10, 0), 60, event -> shared(event, "you@freemail.org")))
                .as("two days after twenty files went to one stranger, they go to another")
                .isNotEmpty();
    }

    @Test
    void aGuestWhoWandersIsSaid() {
        Watched guest = watched().as("eve@partner.org");
        guest.works(2, 9, 12, event -> event.userType(UserType.GUEST));
        for (int site = 0; site < 2; site++) {
            String path = "/sites/other" + site;
            assertThat(guest.see(
                            at(14, 10, site),
                            event -> event.userType(UserType.GUEST).resourcePath(path)))
                    .isEmpty();
        }
        assertThat(guest.see(
                        at(14, 10, 9), event -> event.userType(UserType.GUEST).resourcePath("/sites/board")))
                .singleElement()
                .satisfies(signal -> assertThat(signal.text()).startsWith("A guest has been on 3 sites within a day"));
    }

    @Test
    void aGuestInHisFirstDaysLooksAround() {
        Watched guest = watched().as("eve@partner.org");
        for (int site = 0; site < 20; site++) {
            String path = "/sites/s" + site;
            assertThat(guest.see(
                            at(0, 10, site),
                            event -> event.userType(UserType.GUEST).resourcePath(path)))
                    .isEmpty();
        }
    }

    @Test
    void whatTheSettingsRestrictNoGuestMaySee() {
        Watched guest = new Watched(new ExternalAccessDetector(
                        new ExternalAccessDetector.Settings(4, 5, 3, 3, 3, 5, List.of("/sites/Board"))))
                .as("eve@partner.org");
        assertThat(guest.see(
                        at(0, 10, 0), event -> event.userType(UserType.GUEST).resourcePath("/sites/board/minutes")))
                .singleElement()
                .satisfies(signal -> assertThat(signal.severity()).isEqualTo(Severity.HIGH));
    }
}

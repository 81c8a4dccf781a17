package io.auditsphere.model.detect.builtin;

import static io.auditsphere.model.detect.builtin.ThirtyPeople.BOARD;
import static io.auditsphere.model.detect.builtin.Watched.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.model.detect.Signal;
import io.auditsphere.model.features.OrganisationTables;
import io.auditsphere.schemas.AuditEventBuilder;
import io.auditsphere.schemas.OperationCategory;
import io.auditsphere.schemas.Severity;
import io.auditsphere.schemas.UserType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What only three of thirty people touch, and who else does. */
class RestrictedSitesTest {

    private static final OrganisationTables TABLES = ThirtyPeople.tables();

    private static Watched watched(String id) {
        return new Watched(new ExternalAccessDetector(ExternalAccessDetector.Settings.defaults()))
                .in(TABLES)
                .as(id);
    }

    private static Watched guest() {
        Watched guest = watched("eve@partner.example");
        assertThat(guest.works(1, 9, 12, event -> event.userType(UserType.GUEST)))
                .isEmpty();
        return guest;
    }

    private static Watched employee() {
        Watched user = watched("dana@contoso.com");
        assertThat(user.works(2, 9, 12)).isEmpty();
        return user;
    }

    private static AuditEventBuilder shared(AuditEventBuilder event, String site, String whom) {
        return event.operation("SharingInvitationCreated")
                .operationCategory(OperationCategory.SHARING)
                .sensitive(true)
                .resourcePath(site)
                .target(whom);
    }

    @Test
    void aGuestOnTheBoardsSiteIsSaid() {
        List<Signal> signals = guest().see(
                        at(7, 10, 0), event -> event.userType(UserType.GUEST).resourcePath(BOARD));
        assertThat(signals).singleElement().satisfies(signal -> {
            assertThat(signal.severity()).isEqualTo(Severity.MEDIUM);
            assertThat(signal.text())
                    .isEqualTo("A guest on \"/sites/board\", which only 3 people of the organisation touched before,"
                            + " and no outsider");
        });
    }

    @Test
    void aGuestWhoGoesThereEveryDayIsSaidOnTheFirst() {
        Watched guest = guest();
        assertThat(guest.times(
                        9,
                        at(7, 10, 0),
                        60,
                        event -> event.userType(UserType.GUEST).resourcePath(BOARD)))
                .hasSize(9);
        assertThat(guest.times(
                        9,
                        at(8, 10, 1),
                        60,
                        event -> event.userType(UserType.GUEST).resourcePath(BOARD)))
                .isEmpty();
    }

    @Test
    void aGuestWhereEverybodyGoesIsNothing() {
        assertThat(guest().see(
                                at(7, 10, 0),
                                event -> event.userType(UserType.GUEST).resourcePath("/sites/intranet")))
                .isEmpty();
    }

    @Test
    void anEmployeeOnTheBoardsSiteIsNoOutsider() {
        assertThat(employee().see(at(14, 10, 0), event -> event.resourcePath(BOARD)))
                .isEmpty();
    }

    @Test
    void oneFileOfTheBoardsForADomainNewToAllIsSaid() {
        assertThat(employee().see(at(14, 10, 0), event -> shared(event, BOARD, "me@freemail.example")))
                .singleElement()
                .satisfies(signal ->
                        assertThat(signal.text()).startsWith("Something of \"/sites/board\", which only 3 people"));
        assertThat(employee().see(at(14, 10, 0), event -> shared(event, BOARD, "kim@partner.example")))
                .as("a partner of the organisation")
                .isEmpty();
        assertThat(employee().see(at(14, 10, 0), event -> shared(event, "/sites/intranet", "me@freemail.example")))
                .as("what everybody sees")
                .isEmpty();
    }

    @Test
    void aPartnerOfTheOrganisationGetsOneMoreThanAStranger() {
        assertThat(employee()
                        .times(4, at(14, 10, 0), 60, event -> shared(event, "/sites/intranet", "lee@partner.example")))
                .as("new to the user, known to the organisation")
                .isEmpty();
        assertThat(employee()
                        .times(4, at(14, 10, 0), 60, event -> shared(event, "/sites/intranet", "lee@stranger.example")))
                .as("new to both")
                .hasSize(1);
    }

    @Test
    void freeMailIsNobodysPartner() {
        for (String address : List.of("a@gmail.com", "a@GMX.de", "a@mail.yahoo.com")) {
            assertThat(FreeMail.isOne(address, address.indexOf('@') + 1, address.length()))
                    .as(address)
                    .isTrue();
        }
        for (String address : List.of("a@contoso.com", "a@notgmail.com", "a@gmail.com.example", "a@")) {
            assertThat(FreeMail.isOne(address, address.indexOf('@') + 1, address.length()))
                    .as(address)
                    .isFalse();
        }
    }
}

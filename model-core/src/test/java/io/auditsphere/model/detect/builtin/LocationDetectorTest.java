package io.auditsphere.model.detect.builtin;

import static io.auditsphere.model.detect.builtin.Watched.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.model.detect.Signal;
import io.auditsphere.model.features.FeatureEngine;
import io.auditsphere.model.features.OrganisationTables;
import io.auditsphere.model.features.OrganisationTablesBuilder;
import io.auditsphere.model.features.UserState;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.AuditEventBuilder;
import io.auditsphere.schemas.FailureKind;
import io.auditsphere.schemas.OperationCategory;
import io.auditsphere.schemas.Outcome;
import io.auditsphere.schemas.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two weeks at Bengaluru, signed in each morning with one laptop, and then somewhere else. Day 14 is a Monday. */
class LocationDetectorTest {

    private static Watched settled(OrganisationTables tables) {
        Watched user = new Watched(new LocationDetector(LocationDetector.Settings.defaults())).in(tables);
        for (int day = 0; day < 14; day++) {
            assertThat(user.see(at(day, 8, 59), event -> signIn(event, "laptop-1")))
                    .isEmpty();
            assertThat(user.times(8, at(day, 9, 0), 1800, event -> event)).isEmpty();
        }
        return user;
    }

    private static Watched settled() {
        return settled(OrganisationTables.empty());
    }

    private static AuditEventBuilder signIn(AuditEventBuilder event, String device) {
        return event.operation("UserLoggedIn")
                .operationCategory(OperationCategory.AUTHENTICATION)
                .resourcePath(null)
                .resourceName(null)
                .attribute("device_id", device);
    }

    private static AuditEventBuilder inLagos(AuditEventBuilder event) {
        return event.clientIp("198.51.100.20")
                .country("NG")
                .city("Lagos")
                .latitude(6.52)
                .longitude(3.38);
    }

    @Test
    void aForeignDeviceAbroadIsHigh() {
        List<Signal> signals = settled()
                .see(at(14, 11, 0), event -> inLagos(signIn(event, "d-9")).userAgent(Watched.OTHER_LAPTOP));
        assertThat(signals).singleElement().satisfies(signal -> {
            assertThat(signal.severity()).isEqualTo(Severity.HIGH);
            assertThat(signal.text()).contains("A device that this user never signed in with", "\"NG\"");
        });
    }

    @Test
    void aForeignDeviceOfTheSameKindInTheSameCityIsSaid() {
        // A proxy in the victim's own city and the commonest laptop of all: the device's id gives it away.
        List<Signal> signals =
                settled().see(at(14, 11, 0), event -> signIn(event, "d-9").clientIp("198.51.100.9"));
        assertThat(signals)
                .singleElement()
                .satisfies(signal -> assertThat(signal.severity()).isEqualTo(Severity.MEDIUM));
    }

    @Test
    void aNewLaptopInTheOfficeIsNothing() {
        assertThat(settled()
                        .see(at(14, 11, 0), event -> signIn(event, "laptop-2").userAgent(Watched.OTHER_LAPTOP)))
                .isEmpty();
    }

    @Test
    void aNewPhoneOnItsCarriersNetworkIsNothing() {
        assertThat(settled()
                        .see(
                                at(14, 11, 0),
                                event -> signIn(event, "phone-1")
                                        .userAgent(Watched.PHONE)
                                        .clientIp("198.51.100.9")))
                .isEmpty();
    }

    @Test
    void theUsualLaptopInANearbyNewOfficeIsNothing() {
        assertThat(settled()
                        .see(at(14, 11, 0), event -> signIn(event, "laptop-1").clientIp("198.51.100.9")))
                .isEmpty();
    }

    @Test
    void oneProgramInTwoContinentsWithinAnHourIsImpossibleTravel() {
        Watched user = settled();
        user.see(at(14, 11, 0), event -> event);
        List<Signal> signals = user.see(at(14, 11, 40), LocationDetectorTest::inLagos);
        assertThat(signals).singleElement().satisfies(signal -> {
            assertThat(signal.severity()).isEqualTo(Severity.HIGH);
            // 8,000 km, less 50 km of accuracy at each end.
            assertThat(signal.text()).startsWith("At least ").contains("km in 40 minutes", "\"Lagos\"");
        });
    }

    @Test
    void aBusinessTripTakesAsLongAsAFlight() {
        Watched user = settled();
        user.see(at(14, 9, 0), event -> event);
        assertThat(user.see(at(14, 22, 0), LocationDetectorTest::inLagos)).isEmpty();
    }

    @Test
    void aPhoneThatComesOutAtItsCarrierAtHomeDoesNotTravel() {
        Watched user = settled();
        for (int day = 7; day < 14; day++) {
            user.see(at(day + 7, 8, 0), event -> event.userAgent(Watched.PHONE).clientIp("203.0.113.200"));
        }
        // The laptop has flown; the phone's traffic still leaves at Bengaluru, minutes later.
        user.see(at(21, 8, 0), LocationDetectorTest::inLagos);
        assertThat(user.see(
                        at(21, 8, 5), event -> event.userAgent(Watched.PHONE).clientIp("203.0.113.200")))
                .isEmpty();
    }

    @Test
    void aChangedGeoDatabaseMovesNobody() {
        Watched user = settled();
        user.see(at(14, 11, 0), event -> event);
        assertThat(user.see(
                        at(14, 11, 1),
                        event -> event.city("Lagos").latitude(6.52).longitude(3.38)))
                .as("the same network in another place")
                .isEmpty();
        assertThat(user.see(at(14, 11, 2), event -> inLagos(event).attribute("asn", "AS64500")))
                .as("another network, of which the autonomous system is known on one side only")
                .isNotEmpty();
    }

    @Test
    void anAddressThatADatabaseGivesToAnotherCarrierElsewhereMovesNobody() {
        Watched user = settled();
        // A new home connection, two hours old, whose owner's databases are renewed in between.
        user.see(at(14, 11, 0), event -> event.clientIp("198.51.100.20").attribute("asn", "64500"));
        assertThat(user.see(at(14, 11, 30), event -> inLagos(event).attribute("asn", "64501")))
                .as("the same address, another autonomous system, another place")
                .isEmpty();
        assertThat(user.see(at(14, 12, 0), LocationDetectorTest::inLagos))
                .as("the same address, and no database any more")
                .isEmpty();
        assertThat(user.see(
                        at(14, 12, 30), event -> event.clientIp("192.0.2.77").attribute("asn", "64502")))
                .as("another address, network and autonomous system")
                .extracting(Signal::severity)
                .containsExactly(Severity.HIGH);
    }

    @Test
    void aTokenThatAProgramRenewsByItselfTravelsNowhere() {
        Watched user = settled();
        user.see(at(14, 11, 0), event -> event);
        assertThat(user.see(at(14, 11, 40), event -> inLagos(event).attribute("interactive", "false")))
                .isEmpty();
        assertThat(user.see(at(14, 11, 50), event -> event)).as("and back").isEmpty();
        assertThat(user.see(at(14, 12, 20), LocationDetectorTest::inLagos))
                .as("the same by the user himself")
                .extracting(Signal::severity)
                .containsExactly(Severity.HIGH);
    }

    @Test
    void onlyTheSameAutonomousSystemIsNoTravel() {
        Watched user = settled();
        user.see(at(14, 11, 0), event -> event.clientIp("198.51.100.20").attribute("asn", "64500"));
        assertThat(user.see(
                        at(14, 11, 30),
                        event -> inLagos(event).clientIp("192.0.2.77").attribute("asn", "64500")))
                .as("another address of the same autonomous system, whose exits are in many places")
                .isEmpty();
    }

    @Test
    void theOrganisationsOwnVpnIsNoTravel() {
        OrganisationTables tables = organisationSeenInLagos();
        Watched user = settled(tables);
        user.see(at(14, 11, 0), event -> event);
        assertThat(user.see(at(14, 11, 10), LocationDetectorTest::inLagos)).isEmpty();
    }

    @Test
    void failuresComeFromAnywhereAndSayNothing() {
        assertThat(settled()
                        .see(
                                at(14, 11, 0),
                                event -> inLagos(signIn(event, "d-9"))
                                        .userAgent(Watched.OTHER_LAPTOP)
                                        .outcome(Outcome.FAILURE)
                                        .failureKind(FailureKind.CREDENTIAL)))
                .isEmpty();
    }

    @Test
    void aFirstAnonymiserIsHigherWithASensitiveAct() {
        assertThat(settled()
                        .see(
                                at(14, 11, 0),
                                event -> event.clientIp("198.51.100.9").attribute("anonymous_proxy", "true")))
                .singleElement()
                .satisfies(signal -> assertThat(signal.severity()).isEqualTo(Severity.MEDIUM));
        assertThat(settled()
                        .see(
                                at(14, 11, 0),
                                event -> event.clientIp("198.51.100.9")
                                        .attribute("anonymous_proxy", "true")
                                        .sensitive(true)))
                .singleElement()
                .satisfies(signal -> assertThat(signal.severity()).isEqualTo(Severity.HIGH));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mobile", "satellite", "vpn", "hosting", "provider", "corporate", "tor"})
    void nobodyTravelsThroughANetworkWhosePlaceIsNotHis(String kind) {
        Watched user = settled();
        user.see(at(14, 11, 0), event -> event);
        List<Signal> signals = user.see(at(14, 11, 40), event -> inLagos(event).attribute("network_kind", kind));
        assertThat(signals).extracting(Signal::text).noneMatch(text -> text.contains("km in"));
        assertThat(user.see(at(14, 11, 50), event -> event)).as("and back").isEmpty();
    }

    @Test
    void theFirstHostingNetworkIsSaidOnceAndIsHighWithASensitiveChangeWithinTheHour() {
        Watched user = settled();
        assertThat(user.see(at(14, 11, 0), LocationDetectorTest::throughRentedMachine))
                .singleElement()
                .satisfies(signal -> assertThat(signal.severity()).isEqualTo(Severity.MEDIUM));
        assertThat(user.see(at(14, 11, 5), LocationDetectorTest::throughRentedMachine))
                .as("a second act")
                .isEmpty();
        assertThat(user.see(at(14, 11, 30), event -> event.sensitive(true)))
                .as("a sensitive act within the hour, wherever it comes from")
                .singleElement()
                .satisfies(signal -> assertThat(signal.severity()).isEqualTo(Severity.HIGH));
        assertThat(user.see(at(14, 14, 0), event -> event.sensitive(true))).isEmpty();
    }

    private static AuditEventBuilder throughRentedMachine(AuditEventBuilder event) {
        return event.clientIp("198.51.100.77").attribute("network_kind", "hosting");
    }

    /** Twenty users who all acted from the network in Lagos, for long enough to count. */
    private static OrganisationTables organisationSeenInLagos() {
        OrganisationTablesBuilder builder = new OrganisationTablesBuilder();
        FeatureEngine engine = new FeatureEngine(Watched.UTC);
        for (int user = 0; user < 20; user++) {
            UserState state = UserState.empty();
            for (int hour = 0; hour < 24 * 8; hour++) {
                AuditEvent one = inLagos(
                                new Watched().as("user" + user + "@contoso.com").event(at(0, hour, user)))
                        .build();
                builder.add(one, engine.observe(one, state, one.creationTimeMs(), true));
            }
        }
        OrganisationTables tables = builder.build();
        assertThat(tables.usualNetworks())
                .as("networks usual in the organisation")
                .isPositive();
        return tables;
    }
}

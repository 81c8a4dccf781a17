package io.auditsphere.model.features;

import static io.auditsphere.model.features.FeatureValues.NO_TABLES;
import static io.auditsphere.model.features.FeatureValues.shown;
import static io.auditsphere.model.features.FeatureValues.split;
import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.OperationCategory;
import io.auditsphere.schemas.Outcome;
import io.auditsphere.schemas.UserType;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The features that tell who acts and from where: guests, outsiders, networks and countries. */
class ActorAndOriginFeaturesTest {

    /** Two weeks of work, days 0 to 11. */
    private Story story = Story.inUtc().work(0, 11);

    @ParameterizedTest(name = "{0} as {1}: guest {2}")
    @CsvSource({
        "dana@contoso.com, USER, 0",
        "dana@contoso.com, GUEST, 1",
        "dana@contoso.com, ADMIN, 0",
        "kim_fabrikam.com#ext#@contoso.onmicrosoft.com, USER, 1",
        "KIM_fabrikam.com#EXT#@contoso.onmicrosoft.com, USER, 1",
        "anonymous, USER, 1",
        "urn:spo:anon#3f2a, USER, 1",
        "urn:spo:guest#kim@fabrikam.com, USER, 1"
    })
    void guestsAreKnownByTypeOrId(String userId, UserType type, int guest) {
        Observation observation = Story.inUtc()
                .observe(Story.at(0, 10, 0), event -> event.userId(userId).userType(type));
        assertThat(shown(observation, AuditFeatures.IS_GUEST)).isEqualTo(guest);
        assertThat(split(observation, AuditFeatures.IS_GUEST)).isEqualTo(guest);
    }

    @ParameterizedTest(name = "{0} ({1}) {2} with {3}: {4}")
    @CsvSource({
        "dana@contoso.com, USER, ACCESS, , 0",
        "dana@eu.contoso.com, USER, ACCESS, , 0",
        "dana@contoso.com.evil.example, USER, ACCESS, , 1",
        "kim@fabrikam.com, USER, ACCESS, , 1",
        "dana@contoso.com, EXTERNAL, ACCESS, , 1",
        "dana@contoso.com, GUEST, ACCESS, , 1",
        "app@sharepoint, SERVICE, ACCESS, , 0",
        "robot@project.iam.gserviceaccount.com, SERVICE, ACCESS, , 0",
        "dana, USER, ACCESS, , 0",
        "dana@contoso.com, USER, SHARING, lee@contoso.com, 0",
        "dana@contoso.com, USER, SHARING, kim@fabrikam.com, 1",
        "dana@contoso.com, USER, SHARING, 'lee@contoso.com, kim@fabrikam.com', 1",
        "dana@contoso.com, USER, SHARING, 'Kim Doe <kim@FABRIKAM.com>', 1",
        "dana@contoso.com, USER, SHARING, kim_fabrikam.com#EXT#@contoso.com, 1",
        "dana@contoso.com, USER, SHARING, Anyone with the link, 1",
        "dana@contoso.com, USER, SHARING, Finance team, 0",
        "dana@contoso.com, USER, ADMIN, kim@fabrikam.com, 0"
    })
    void externalIsJudgedByTheOwnDomains(
            String userId, UserType type, OperationCategory category, String target, int external) {
        Story configured = new Story(withOwnDomains("contoso.com"));
        Observation observation = configured.observe(
                Story.at(0, 10, 0),
                event -> event.userId(userId)
                        .userType(type)
                        .operationCategory(category)
                        .target(target));
        assertThat(shown(observation, AuditFeatures.IS_EXTERNAL)).isEqualTo(external);
        assertThat(split(observation, AuditFeatures.IS_EXTERNAL)).isEqualTo(external);
    }

    @Test
    void withoutConfiguredDomainsThoseOfTheTablesCount() {
        OrganisationTablesBuilder builder = new OrganisationTablesBuilder();
        for (int user = 0; user < 20; user++) {
            AuditEvent event = Story.event(Story.at(0, 10, 0))
                    .userId("user" + user + (user < 18 ? "@contoso.com" : "@elsewhere" + user + ".example"))
                    .build();
            builder.add(event, Story.inUtc().observe(event));
        }
        OrganisationTables tables = builder.build();
        Observation toPartner = story.observe(
                Story.at(14, 10, 0),
                event -> event.operationCategory(OperationCategory.SHARING).target("kim@fabrikam.com"));
        Observation toColleague = story.observe(
                Story.at(14, 11, 0),
                event -> event.operationCategory(OperationCategory.SHARING).target("lee@contoso.com"));
        Observation byPartner = story.observe(Story.at(14, 12, 0), event -> event.userId("kim@fabrikam.com"));
        assertThat(shown(toPartner, tables, AuditFeatures.IS_EXTERNAL)).isOne();
        assertThat(shown(toColleague, tables, AuditFeatures.IS_EXTERNAL)).isZero();
        assertThat(shown(byPartner, tables, AuditFeatures.IS_EXTERNAL)).isOne();
        Observation byColleague =
                new Story(withOwnDomains("fabrikam.com")).observe(Story.at(14, 13, 0), event -> event);
        assertThat(shown(byColleague, tables, AuditFeatures.IS_EXTERNAL))
                .as("where domains are configured, those that were learnt do not count")
                .isOne();
        assertThat(shown(toPartner, NO_TABLES, AuditFeatures.IS_EXTERNAL))
                .as("without tables either: another domain than the actor's")
                .isOne();
        assertThat(shown(byPartner, NO_TABLES, AuditFeatures.IS_EXTERNAL))
                .as("without tables nobody says that this actor is not of the organisation")
                .isZero();
    }

    @Test
    void aNetworkIsNewForADayAfterItsFirstSuccessfulUse() {
        assertThat(newIp(14, 10, "192.0.2.77", Outcome.SUCCESS))
                .as("another address of the office")
                .isZero();
        assertThat(newIp(14, 11, "198.51.100.1", Outcome.FAILURE))
                .as("never used")
                .isOne();
        assertThat(newIp(16, 11, "198.51.100.1", Outcome.FAILURE))
                .as("failed use two days ago teaches nothing")
                .isOne();
        assertThat(newIp(16, 12, "198.51.100.1", Outcome.SUCCESS))
                .as("first successful use")
                .isOne();
        assertThat(newIp(17, 11, "198.51.100.200", Outcome.SUCCESS))
                .as("23 hours later")
                .isOne();
        assertThat(newIp(17, 12, "198.51.100.200", Outcome.SUCCESS))
                .as("24 hours later")
                .isZero();
        assertThat(newIp(17, 13, null, Outcome.SUCCESS)).as("no address").isZero();
        assertThat(newIp(17, 14, "not an address", Outcome.SUCCESS))
                .as("no address either")
                .isZero();
    }

    @Test
    void anAutonomousSystemStandsForItsNetworks() {
        story.observe(
                Story.at(14, 10, 0), event -> event.clientIp("198.51.100.1").attribute("asn", "AS64500"));
        Observation other = story.observe(
                Story.at(16, 10, 0), event -> event.clientIp("203.0.113.1").attribute("asn", "64500"));
        assertThat(shown(other, AuditFeatures.IS_NEW_IP))
                .as("another network of a known provider")
                .isZero();
    }

    @Test
    void aNetworkThatIsKnownIsNotNewBecauseItsSystemBecomesKnown() {
        story.observe(Story.at(14, 10, 0), event -> event.clientIp("198.51.100.1"));
        Observation named = story.observe(
                Story.at(16, 10, 0), event -> event.clientIp("198.51.100.2").attribute("asn", "AS64500"));
        Observation strange = story.observe(
                Story.at(16, 10, 5), event -> event.clientIp("203.0.113.1").attribute("asn", "AS64501"));

        assertThat(shown(named, AuditFeatures.IS_NEW_IP))
                .as("known by its addresses")
                .isZero();
        assertThat(shown(strange, AuditFeatures.IS_NEW_IP))
                .as("known by neither")
                .isOne();
    }

    @Test
    void aCountryIsUnusualForThreeDaysAfterItsFirstSuccessfulUse() {
        assertThat(unusual(14, "in", Outcome.SUCCESS))
                .as("his own, in small letters")
                .isZero();
        assertThat(unusual(14, "BR", Outcome.FAILURE)).as("never used").isOne();
        assertThat(unusual(18, "BR", Outcome.SUCCESS))
                .as("a failed use four days ago teaches nothing")
                .isOne();
        assertThat(unusual(20, "BR", Outcome.SUCCESS)).as("two days after").isOne();
        assertThat(unusual(21, "BR", Outcome.SUCCESS)).as("three days after").isZero();
        assertThat(unusual(21, null, Outcome.SUCCESS))
                .as("unknown is not unusual")
                .isZero();
    }

    private float newIp(int day, int hour, String address, Outcome outcome) {
        Observation observation = story.observe(
                Story.at(day, hour, 0), event -> event.clientIp(address).outcome(outcome));
        assertThat(split(observation, AuditFeatures.IS_NEW_IP)).isEqualTo(shown(observation, AuditFeatures.IS_NEW_IP));
        return shown(observation, AuditFeatures.IS_NEW_IP);
    }

    private float unusual(int day, String country, Outcome outcome) {
        Observation observation = story.observe(
                Story.at(day, 10, 0), event -> event.country(country).outcome(outcome));
        return shown(observation, AuditFeatures.IS_UNUSUAL_LOCATION);
    }

    private static FeatureSettings withOwnDomains(String... domains) {
        return new FeatureSettings(
                List.of(ZoneId.of("UTC")),
                9,
                18,
                Set.of(),
                Map.of(),
                Set.of(domains),
                Duration.ofMinutes(15),
                Duration.ofDays(3),
                Duration.ofDays(90));
    }
}

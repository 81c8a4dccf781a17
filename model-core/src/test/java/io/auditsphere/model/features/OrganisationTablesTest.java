package io.auditsphere.model.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.OperationCategory;
import io.auditsphere.schemas.Outcome;
import io.auditsphere.schemas.UserType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrganisationTablesTest {

    @Test
    void tablesAreReadAsTheyWereWritten() {
        OrganisationTables tables = randomTables(3);
        byte[] bytes = tables.encode();
        OrganisationTables read = OrganisationTables.decode(bytes);
        assertThat(read.encode()).isEqualTo(bytes);
        assertThat(read.establishedUsers()).isEqualTo(tables.establishedUsers()).isPositive();
        for (int category = 0; category < OrganisationTables.CATEGORIES; category++) {
            assertThat(read.categoryRarity(category)).isEqualTo(tables.categoryRarity(category));
        }
        assertThat(OrganisationTables.decode(OrganisationTables.empty().encode())
                        .encode())
                .isEqualTo(OrganisationTables.empty().encode());
    }

    @Test
    void theSameHistoryGivesTheSameTables() {
        assertThat(randomTables(5).encode()).isEqualTo(randomTables(5).encode());
        assertThat(randomTables(5).encode()).isNotEqualTo(randomTables(6).encode());
    }

    @Test
    void cutDamagedAndNewerTablesAreRefused() {
        byte[] bytes = randomTables(7).encode();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> OrganisationTables.decode(cut))
                    .as("cut to %d bytes", length)
                    .isInstanceOf(StateFormatException.class)
                    .hasMessageStartingWith("organisation tables: expected");
        }
        bytes[0] = 9;
        assertThatThrownBy(() -> OrganisationTables.decode(bytes)).hasMessageContaining("found 9");
    }

    @Test
    void learntDomainsAreNamedWithTheirShareOfTheMembers() {
        OrganisationTables tables = tablesOfDomains();
        assertThat(tables.learntDomains().describe())
                .isEqualTo("contoso.com (80 % of 20 members), eu.contoso.com (5 %)");
        OrganisationTables read = OrganisationTables.decode(tables.encode());
        assertThat(read.learntDomains()).isEqualTo(tables.learntDomains());
        assertThat(read.isOwnDomain(Domains.hash("contoso.com"))).isTrue();
        assertThat(read.isOwnDomain(Domains.hash("eu.contoso.com")))
                .as("few have it, but it is a part of what most have")
                .isTrue();
        assertThat(read.isOwnDomain(Domains.hash("fabrikam.com")))
                .as("two of twenty are under the tenth that makes a domain the organisation's own")
                .isFalse();
    }

    /** Files of what earlier releases wrote: if this fails, the models in topics and databases can no longer be read. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void tablesOfEarlierVersionsAreReadWithWhatTheyHave(int version) throws IOException {
        OrganisationTables read = OrganisationTables.decode(fixture("organisation-tables-v" + version + ".hex"));
        assertThat(read.establishedUsers())
                .isEqualTo(randomTables(3).establishedUsers())
                .isPositive();
        assertThat(read.learntDomains().describe())
                .isEqualTo(version == 1 ? "" : "contoso1.com (56 % of 9 members), contoso0.com (44 %)");
        assertThat(read.sitesOfFew()).isZero();
        assertThat(read.baseline("canary")).isNull();
        assertThat(read.wasCountryUsed('Z' << 16 | 'Z'))
                .as("nobody vouches that a country is new")
                .isTrue();
    }

    @Test
    void tablesOfVersionThreeAreReadAndHoldNoBaselines() throws IOException {
        OrganisationTables read = OrganisationTables.decode(fixture("organisation-tables-v3.hex"));
        assertThat(read.sitesOfFew()).isEqualTo(newestTables().sitesOfFew()).isPositive();
        assertThat(read.baseline("canary")).isNull();
        assertThat(read.withBaselines(Map.of("canary", new byte[] {1, 2, 3}, "empty", new byte[0]))
                        .encode())
                .isEqualTo(newestTables().encode());
    }

    @Test
    void theNewestTablesAreWrittenAsTheirFileHasThem() throws IOException {
        assertThat(HexFormat.of().formatHex(newestTables().encode()))
                .isEqualTo(HexFormat.of().formatHex(fixture("organisation-tables-v4.hex")));
        assertThat(OrganisationTables.decode(newestTables().encode()).baseline("canary"))
                .containsExactly(1, 2, 3);
    }

    private static OrganisationTables newestTables() {
        return tablesOfSites().withBaselines(Map.of("canary", new byte[] {1, 2, 3}, "empty", new byte[0]));
    }

    @Test
    void detectorsShareABoundedPlaceInAModel() {
        byte[] most = new byte[OrganisationTables.MAX_BASELINE_BYTES];
        OrganisationTables full =
                OrganisationTables.empty().withBaselines(Map.of("a", most, "b", most, "c", most, "d", most));
        assertThat(OrganisationTables.decode(full.encode()).baseline("d")).isEqualTo(most);
        assertThatThrownBy(() -> OrganisationTables.empty()
                        .withBaselines(Map.of("a", most, "b", most, "c", most, "d", most, "e", new byte[1])))
                .hasMessageContaining("262144 of all");
        assertThatThrownBy(() -> OrganisationTables.empty().withBaselines(Map.of("a", new byte[most.length + 1])))
                .hasMessageContaining("The detector a left 65537 bytes");
    }

    private static byte[] fixture(String name) throws IOException {
        try (InputStream in = OrganisationTablesTest.class.getResourceAsStream(name)) {
            return HexFormat.of().parseHex(new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip());
        }
    }

    @Test
    void sitesOfFewAreThoseThatSeveralTouchOftenAndNoOutsiderEver() {
        OrganisationTables tables = OrganisationTables.decode(tablesOfSites().encode());
        assertThat(fewOn(tables, "/sites/board")).as("three of thirty").isEqualTo(3);
        assertThat(fewOn(tables, "/sites/intranet")).as("everybody").isZero();
        assertThat(fewOn(tables, "/personal/user1")).as("one's own drive").isZero();
        assertThat(fewOn(tables, "/sites/client")).as("a guest was there").isZero();
        assertThat(fewOn(tables, "/sites/offer"))
                .as("something of it was shared outside")
                .isZero();
        assertThat(fewOn(tables, "/sites/new")).as("touched on one day").isZero();
        assertThat(tables.sitesOfFew()).isEqualTo(1);
        assertThat(tables.isPartner("kim@partner.example")).isTrue();
        assertThat(tables.isPartner("kim@once.example")).as("one person shared").isFalse();
        assertThat(tables.wasCountryUsed('I' << 16 | 'N')).isTrue();
        assertThat(tables.wasCountryUsed('B' << 16 | 'R')).isFalse();
    }

    private static int fewOn(OrganisationTables tables, String site) {
        return tables.fewPeopleOn(
                Story.event(Story.at(0, 9, 0)).resourcePath(site).build());
    }

    /** Thirty people for six days, three of whom see the board's site, an offer and a client with his guest. */
    private static OrganisationTables tablesOfSites() {
        OrganisationTablesBuilder builder = new OrganisationTablesBuilder();
        for (int user = 0; user <= 30; user++) {
            Story story = Story.inUtc();
            boolean few = user < 3;
            String id = user == 30 ? "kim_partner.example#EXT#@contoso.com" : "user" + user + "@contoso.com";
            for (int day = 0; day < 6; day++) {
                for (int i = 0; i < 12; i++) {
                    String site = switch (i) {
                        case 0, 1 -> few ? "/sites/board" : "/sites/intranet";
                        case 2 -> few || user == 30 ? "/sites/client" : "/sites/intranet";
                        case 3 -> few ? "/sites/offer" : "/sites/intranet";
                        case 4 -> few && day == 5 ? "/sites/new" : "/sites/intranet";
                        case 5 -> "/personal/user" + user;
                        default -> "/sites/intranet";
                    };
                    boolean shares = site.equals("/sites/offer") && day == 2;
                    AuditEvent event = Story.event(Story.at(day, 9 + i / 2, 30 * (i % 2)))
                            .userId(id)
                            .country("IN")
                            .resourcePath(site)
                            .operationCategory(shares ? OperationCategory.SHARING : OperationCategory.ACCESS)
                            .target(shares ? user == 0 ? "kim@once.example" : "lee@partner.example" : null)
                            .build();
                    builder.add(event, story.observe(event));
                }
            }
        }
        return builder.build();
    }

    /** Sixteen at contoso.com, one in a subdomain, two at a partner's and one elsewhere. */
    private static OrganisationTables tablesOfDomains() {
        OrganisationTablesBuilder builder = new OrganisationTablesBuilder();
        for (int user = 0; user < 20; user++) {
            String domain =
                    user < 16 ? "contoso.com" : user < 17 ? "eu.contoso.com" : user < 19 ? "fabrikam.com" : "x.org";
            AuditEvent event = Story.event(Story.at(0, 10, user))
                    .userId("user" + user + "@" + domain)
                    .build();
            builder.add(event, Story.inUtc().observe(event));
        }
        return builder.build();
    }

    @Test
    void whatOneUserAloneUsesIsNotUsual() {
        OrganisationTablesBuilder builder = new OrganisationTablesBuilder();
        for (int user = 0; user < 3; user++) {
            int number = user;
            Story story = Story.inUtc();
            for (int i = 0; i < 100; i++) {
                int minute = i % 25;
                AuditEvent event = Story.event(Story.at(i / 25, 10, minute))
                        .userId("user" + number + "@contoso.com")
                        .clientIp(minute % 5 == 0 ? "198.51.100." + number : "203.0." + number + ".1")
                        .country(minute == 7 ? "BR" : "IN")
                        .outcome(minute == 7 ? Outcome.FAILURE : Outcome.SUCCESS)
                        .build();
                builder.add(event, story.observe(event));
            }
        }
        OrganisationTables tables = builder.build();
        assertThat(tables.establishedUsers()).isEqualTo(3);
        assertThat(tables.isUsualNetwork(NetworkAddress.of("198.51.100.77")))
                .as("the office")
                .isTrue();
        assertThat(tables.isUsualNetwork(NetworkAddress.of("203.0.1.1")))
                .as("somebody's home")
                .isFalse();
        assertThat(tables.usualNetworks()).isEqualTo(1);
        assertThat(tables.isUsualCountry('I' << 16 | 'N')).isTrue();
        assertThat(tables.isUsualCountry('B' << 16 | 'R'))
                .as("only ever failed from")
                .isFalse();
    }

    @Test
    void peopleAndServicesAreComparedWithTheirOwnKind() {
        OrganisationTablesBuilder builder = new OrganisationTablesBuilder();
        Story person = Story.inUtc();
        Story robot = Story.inUtc();
        for (int day = 0; day < 5; day++) {
            for (int i = 0; i < 240; i++) {
                AuditEvent event = Story.event(Story.at(day, 0, 6 * i))
                        .userId("robot")
                        .userType(UserType.SERVICE)
                        .build();
                builder.add(event, robot.observe(event));
                if (i % 20 == 0) {
                    AuditEvent act = Story.event(Story.at(day, 10, i / 10)).build();
                    builder.add(act, person.observe(act));
                }
            }
        }
        OrganisationTables tables = builder.build();
        assertThat(tables.population(false).medianMaximum(Measure.EVENTS_24H)).isEqualTo(12);
        assertThat(tables.population(true).medianMaximum(Measure.EVENTS_24H)).isEqualTo(240);
        assertThat(tables.population(false).hoursOutside(3))
                .as("3:00 for people: 7 hours before 10:00")
                .isEqualTo(7);
        assertThat(tables.population(true).hoursOutside(3))
                .as("3:00 for services")
                .isZero();
    }

    @Test
    void withoutTablesNothingIsRareAndNothingUsual() {
        OrganisationTables empty = OrganisationTables.empty();
        Observation first = Story.inUtc().observe(Story.event(Story.at(0, 3, 0)).build());
        float[] split = new float[AuditFeatures.WIDTH];
        AuditFeatures.split(first, empty, split, 0);
        assertThat(split[AuditFeatures.HOUR_OF_DAY]).isZero();
        assertThat(split[AuditFeatures.DAY_OF_WEEK]).isZero();
        assertThat(split[AuditFeatures.OPERATION_CATEGORY]).isZero();
        assertThat(split[AuditFeatures.FILE_TYPE_CATEGORY]).isZero();
        assertThat(split[AuditFeatures.EVENT_COUNT_1H])
                .as("one event against the floor of ten")
                .isEqualTo(1);
        assertThat(split[AuditFeatures.IS_NEW_IP])
                .as("nobody vouches for the network")
                .isOne();
        assertThat(AuditFeatures.typical(AuditFeatures.EVENT_COUNT_1H, first, empty))
                .isNaN();
        assertThat(AuditFeatures.typical(AuditFeatures.HOUR_OF_DAY, first, empty))
                .isNaN();
    }

    private static OrganisationTables randomTables(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        OrganisationTablesBuilder builder = new OrganisationTablesBuilder();
        for (int user = 0; user < 12; user++) {
            Story story = Story.inUtc();
            for (int i = 0; i < 150; i++) {
                AuditEvent event = Story.event(Story.at(i / 20, random.nextInt(24), random.nextInt(60)))
                        .userId("user" + user + "@contoso" + user / 6 + ".com")
                        .userType(user % 4 == 0 ? UserType.SERVICE : UserType.USER)
                        .operationCategory(Story.category(random.nextInt(7)))
                        .clientIp("10.0." + random.nextInt(20) + ".1")
                        .country("A" + (char) ('A' + random.nextInt(5)))
                        .build();
                builder.add(event, story.observe(event));
            }
        }
        return builder.build();
    }

    /** Writes the newest fixture anew, for a version that is not released yet: run with the target folder. */
    public static void main(String[] arguments) throws IOException {
        Files.writeString(
                Path.of(arguments[0], "organisation-tables-v4.hex"),
                HexFormat.of().formatHex(newestTables().encode()) + "\n");
    }
}

package io.auditsphere.app.places;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditsphere.schemas.NetworkKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlacesTest {

    private final Places places;

    PlacesTest() throws IOException {
        places = Places.open(PlaceFiles.all("198.51.100.64/28", "2001:db8:1:ff::/64"));
    }

    @Test
    void anAddressHasAPlaceAndANetwork() {
        assertThat(places.find("198.51.100.7"))
                .isEqualTo(new Place("AT", "Vienna", 48.21, 16.37, "20", "64500", "Alpine Broadband", null));
        assertThat(places.find("2001:db8:1::5"))
                .isEqualTo(new Place("CA", "Toronto", 43.65, -79.38, "5", null, null, null));
    }

    @Test
    void aCountryWithoutACityKeepsItsCoordinatesAndTheirAccuracy() {
        Place japan = places.find("203.0.113.10");

        assertThat(japan.country()).isEqualTo("JP");
        assertThat(japan.city()).isNull();
        assertThat(japan.accuracyRadius()).isEqualTo("500");
    }

    @Test
    void trapAnAnycastAddressWithoutACountryHasNoPlace() {
        assertThat(places.find("203.0.113.100"))
                .isEqualTo(new Place(null, null, null, null, null, "64503", "Example Hosting", null));
    }

    @Test
    void trapAnAnycastAddressHasNoPlaceEvenWhereTheDatabaseNamesACountry() {
        assertThat(places.find("2001:db8:2::1").country()).isNull();
    }

    @Test
    void trapCoordinatesWithoutACountryAreNoPlace() {
        Place middle = places.find("203.0.113.130");

        assertThat(middle.country()).isNull();
        assertThat(middle.latitude()).isNull();
        assertThat(middle.accuracyRadius()).isNull();
    }

    @Test
    void trapAnAddressThatTheDatabaseLacksHasNoPlace() {
        assertThat(places.find("203.0.113.200").country()).isNull();
        assertThat(places.find("9.9.9.9")).isEqualTo(new Place(null, null, null, null, null, null, null, null));
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.3, TOR",
        "203.0.113.20, PROXY",
        "203.0.113.85, PROXY",
        "203.0.113.35, VPN",
        "203.0.113.50, HOSTING",
        "203.0.113.70, ANONYMOUS",
        "198.51.100.200, MOBILE",
        "192.0.2.1, SATELLITE",
        "198.51.100.70, CORPORATE",
        "2001:db8:1:ff::9, CORPORATE",
        "52.104.3.4, PROVIDER",
        "2607:f8b0:4004:c07::1, PROVIDER",
        "2603:1026:c0a::6, PROVIDER",
        "2a01:111:f402:f00::1, PROVIDER",
    })
    void theMostTellingKindOfNetworkIsSaid(String address, NetworkKind kind) {
        assertThat(places.find(address).networkKind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"198.51.100.70", "52.104.3.4", "10.1.2.3", "100.64.0.1", "::1", "fe80::1", "fd00::7"})
    void corporateProvidersAndPrivateAddressesHaveNoPlace(String address) {
        Place place = places.find(address);

        assertThat(place.country()).isNull();
        assertThat(place.latitude()).isNull();
        assertThat(place.asn()).isNull();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "localhost", "203.0.113", "999.1.1.1", "1.2.3.4.5", "example.com", "::g", "1:2"})
    void whatIsNoAddressIsUnknownAndAsksNoNameServer(String address) {
        assertThat(places.find(address)).isSameAs(Place.UNKNOWN);
    }

    @Test
    void aCachedAddressIsTheSameAnswer() {
        assertThat(places.find("198.51.100.7")).isSameAs(places.find("198.51.100.7"));
    }

    @Test
    void moreAddressesThanTheCacheHasSlotsAreAllAnsweredRightly() {
        for (int i = 0; i < 3 * LoadedPlaces.SLOTS; i++) {
            String other = "2001:db8:9::" + Integer.toHexString(i & 0xffff);
            assertThat(places.find(other).country()).isNull();
            if (i % 1000 == 0) {
                assertThat(places.find("198.51.100." + (i / 1000 % 60)).city()).isEqualTo("Vienna");
            }
        }
    }

    @Test
    void aCountryDatabaseGivesCountriesAlone() throws IOException {
        Places countries = Places.open(new PlaceSettings(PlaceFiles.COUNTRY, null, null, List.of()));

        assertThat(countries.find("198.51.100.7")).isEqualTo(new Place("AT", null, null, null, null, null, null, null));
        assertThat(countries.find("203.0.113.100").country()).isNull();
    }

    @Test
    void withoutDatabasesTheKindsOfNetworksThatNeedNoneAreStillKnown() {
        Places without = Places.withoutDatabases();

        assertThat(without.find("40.126.1.1").networkKind()).isEqualTo(NetworkKind.PROVIDER);
        assertThat(without.find("198.51.100.7")).isSameAs(Place.UNKNOWN);
        assertThat(without.states()).isEmpty();
    }

    @Test
    void aStartIsRefusedWithTheKeyTheFileAndWhatIsExpected(@TempDir Path folder) throws IOException {
        Path missing = folder.resolve("none.mmdb");
        assertThatThrownBy(() -> Places.open(new PlaceSettings(missing, null, null, List.of())))
                .isInstanceOf(IOException.class)
                .hasMessage("geoip.database: " + missing + " cannot be used: there is no such file; expected a City,"
                        + " Country or Enterprise database of MaxMind's (.mmdb), whole and readable");

        assertThatThrownBy(() -> Places.open(new PlaceSettings(null, PlaceFiles.CITY, null, List.of())))
                .hasMessageContaining("geoip.asn.database")
                .hasMessageContaining("it is of type GeoLite2-City; expected an ASN or ISP database");

        Path text = Files.writeString(folder.resolve("text.mmdb"), "no database");
        assertThatThrownBy(() -> Places.open(new PlaceSettings(null, null, text, List.of())))
                .hasMessageContaining("geoip.anonymous.database: " + text + " cannot be used");

        byte[] whole = Files.readAllBytes(PlaceFiles.CITY);
        Path half = Files.write(folder.resolve("half.mmdb"), Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> Places.open(new PlaceSettings(half, null, null, List.of())))
                .hasMessageContaining("geoip.database: " + half + " cannot be used");
    }
}

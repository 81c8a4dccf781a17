package io.auditsphere.app.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.app.places.PlaceFiles;
import io.auditsphere.app.places.PlaceSettings;
import io.auditsphere.app.places.Places;
import io.auditsphere.schemas.AuditEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Where an event came from")
class PlacedEventTest {

    private static final Instant ARRIVAL = Instant.parse("2026-11-20T10:00:00Z");

    private static EventDecoder decoder(Places places) {
        IngestSettings defaults = IngestSettings.defaults();
        return new EventDecoder(new IngestSettings(
                defaults.providers(),
                defaults.maxBytes(),
                defaults.maxAhead(),
                defaults.maxAge(),
                OperatorFiles.none().with(places)));
    }

    private static AuditEvent decode(Places places, String fields) {
        String json = "{\"provider\":\"box\",\"creation_time\":\"2026-11-20T09:30:00Z\",\"operation\":\"DOWNLOAD\","
                + "\"user_id\":\"ada@example.com\"," + fields + "}";
        DecodedRecord record = decoder(places).decode(json.getBytes(StandardCharsets.UTF_8), ARRIVAL.toEpochMilli());
        assertThat(record.rejections()).isEmpty();
        return record.events().get(0);
    }

    private static Places all() {
        return opened(PlaceFiles.CITY);
    }

    private static Places opened(Path city) {
        try {
            return Places.open(new PlaceSettings(
                    city,
                    PlaceFiles.ASN,
                    PlaceFiles.ANONYMOUS,
                    PlaceFiles.all("198.51.100.64/28").corporate()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName("is looked up by its address, whatever port or brackets that has")
    void lookedUp() {
        AuditEvent event = decode(all(), "\"event_id\":\"1\",\"client_ip\":\"198.51.100.7:4711\"");

        assertThat(event.country()).isEqualTo("AT");
        assertThat(event.city()).isEqualTo("Vienna");
        assertThat(event.latitude()).isEqualTo(48.21);
        assertThat(event.attributes())
                .containsOnly(
                        Map.entry("accuracy_radius", "20"),
                        Map.entry("asn", "64500"),
                        Map.entry("as_org", "Alpine Broadband"));
    }

    @Test
    @DisplayName("stays what the event says itself")
    void ownPlace() {
        AuditEvent event = decode(
                all(),
                "\"event_id\":\"1\",\"client_ip\":\"198.51.100.7\",\"country\":\"de\",\"city\":\"Köln\","
                        + "\"latitude\":50.9,\"longitude\":6.9,\"attributes\":{\"asn\":\"64999\"}");

        assertThat(event.country()).isEqualTo("DE");
        assertThat(event.city()).isEqualTo("Köln");
        assertThat(event.latitude()).isEqualTo(50.9);
        assertThat(event.attributes()).containsOnly(Map.entry("asn", "64999"));
    }

    @Test
    @DisplayName("gets coordinates where the event brings the same country alone, and none where it brings another")
    void coordinatesForACountry() {
        AuditEvent same = decode(all(), "\"event_id\":\"1\",\"client_ip\":\"198.51.100.7\",\"country\":\"AT\"");
        AuditEvent other = decode(all(), "\"event_id\":\"1\",\"client_ip\":\"198.51.100.7\",\"country\":\"CH\"");

        assertThat(same.latitude()).isEqualTo(48.21);
        assertThat(other.latitude()).isNull();
        assertThat(other.city()).isNull();
        assertThat(other.attributes()).doesNotContainKey("accuracy_radius");
    }

    @Test
    @DisplayName("is nowhere from a corporate range, and only the configuration can say that it is one")
    void corporate() {
        AuditEvent office = decode(all(), "\"event_id\":\"1\",\"client_ip\":\"198.51.100.70\"");
        AuditEvent claimed = decode(
                all(), "\"event_id\":\"1\",\"client_ip\":\"198.51.100.70\",\"attributes\":{\"network_kind\":\"tor\"}");

        assertThat(office.country()).isNull();
        assertThat(office.attributes()).containsOnly(Map.entry("network_kind", "corporate"));
        assertThat(claimed.attributes()).containsEntry("network_kind", "corporate");
    }

    @Test
    @DisplayName("does not change the id of an event without one: under a newer database it is still the same event")
    void idOfAnEventWithoutOne() {
        String fields = "\"client_ip\":\"198.51.100.7\"";
        AuditEvent vienna = decode(opened(PlaceFiles.CITY), fields);
        AuditEvent graz = decode(opened(PlaceFiles.CITY_CORRECTED), fields);

        assertThat(vienna.city()).isEqualTo("Vienna");
        assertThat(graz.city()).isEqualTo("Graz");
        assertThat(vienna.eventId())
                .isEqualTo(graz.eventId())
                .isEqualTo(decode(Places.withoutDatabases(), fields).eventId());
    }

    @Test
    @DisplayName("is said beside as many attributes as an event may bring")
    void besideManyAttributes() {
        String many = IntStream.range(0, Bounds.ATTRIBUTES)
                .mapToObj(i -> "\"a" + i + "\":\"v\"")
                .collect(Collectors.joining(","));
        AuditEvent event =
                decode(all(), "\"event_id\":\"1\",\"client_ip\":\"203.0.113.3\",\"attributes\":{" + many + "}");

        assertThat(event.attributes()).hasSize(Bounds.ATTRIBUTES + 4).containsEntry("network_kind", "tor");
        assertThat(List.copyOf(event.attributes().keySet())).startsWith("a0");
    }
}

package io.auditsphere.app.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.FailureKind;
import io.auditsphere.schemas.OperationCategory;
import io.auditsphere.schemas.Outcome;
import io.auditsphere.schemas.UserType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The decoder reads")
class EventDecoderTest {

    private static final Instant ARRIVAL = Instant.parse("2026-11-20T10:00:00Z");

    private final EventDecoder decoder = new EventDecoder(IngestSettings.defaults());

    private DecodedRecord decode(String json) {
        return decoder.decode(json.getBytes(StandardCharsets.UTF_8), ARRIVAL.toEpochMilli());
    }

    private AuditEvent only(String json) {
        DecodedRecord record = decode(json);
        assertThat(record.rejections()).as("rejections").isEmpty();
        assertThat(record.events()).as("events").hasSize(1);
        return record.events().get(0);
    }

    @Test
    @DisplayName("every field of the normalised form")
    void normalisedForm() {
        AuditEvent event = only("""
                {"event_id":"e-1","provider":"google","creation_time":"2026-11-20T09:30:00.123+05:30",
                 "operation":" download ","operation_category":"access","user_id":" Ada@Example.COM ",
                 "user_type":"admin","client_ip":"203.0.113.7:443","user_agent":"curl/8",
                 "resource_path":"/finance","resource_name":"budget.xlsx","outcome":"failure",
                 "failure_kind":"policy","target":"eve@example.net","country":"de","city":"Köln",
                 "latitude":50.9,"longitude":6.9,"sensitive":true,"event_count_1h":3,"event_count_24h":7,
                 "attributes":{"session":"s-1","empty":null},"something_new":{"a":[1,2]}}""");
        assertThat(event)
                .isEqualTo(new AuditEvent(
                        "e-1",
                        "google",
                        Instant.parse("2026-11-20T04:00:00.123Z"),
                        "download",
                        OperationCategory.ACCESS,
                        "ada@example.com",
                        UserType.ADMIN,
                        "203.0.113.7",
                        "curl/8",
                        "/finance",
                        "budget.xlsx",
                        Outcome.FAILURE,
                        FailureKind.POLICY,
                        "eve@example.net",
                        "DE",
                        "Köln",
                        50.9,
                        6.9,
                        true,
                        3,
                        7,
                        Map.of("session", "s-1")));
    }

    @Test
    @DisplayName("the legacy Microsoft form under its old names")
    void legacyForm() {
        AuditEvent event = only("""
                {"event_id":"m-1","creation_time":"2026-11-20T09:30:00","operation":"FileDownloaded",
                 "user_id":"jo_partner.example#EXT#@contoso.example","user_type":0,
                 "site_url":"https://contoso.example/sites/hr","source_file_name":"pay.xlsx"}""");
        assertThat(event.provider()).isEqualTo("microsoft");
        assertThat(event.creationTime()).as("no zone means UTC").isEqualTo(Instant.parse("2026-11-20T09:30:00Z"));
        assertThat(event.userId()).isEqualTo("jo@partner.example");
        assertThat(event.userType()).as("#EXT# is a guest whatever the number").isEqualTo(UserType.GUEST);
        assertThat(event.resourcePath()).isEqualTo("https://contoso.example/sites/hr");
        assertThat(event.resourceName()).isEqualTo("pay.xlsx");
        assertThat(event.operationCategory()).as("from the catalogue").isEqualTo(OperationCategory.ACCESS);
    }

    @Test
    @DisplayName("arrays and wrappers, the good ones of them with their indexes")
    void manyInOneRecord() {
        String good = """
                {"event_id":"%s","provider":"box","creation_time":"2026-11-20T09:30:00Z","operation":"UPLOAD",\
                "user_id":"a@example.com"}""";
        String json = "{\"records\":[" + good.formatted("0") + ",{\"operation\":\"UPLOAD\",\"provider\":\"box\"},"
                + good.formatted("2") + "]}";
        for (String record : new String[] {json, json.substring(11, json.length() - 1)}) {
            DecodedRecord decoded = decode(record);
            assertThat(decoded.events()).extracting(AuditEvent::eventId).containsExactly("0", "2");
            assertThat(decoded.eventIndexes()).containsExactly(0, 2);
            assertThat(decoded.rejections()).singleElement().satisfies(rejection -> {
                assertThat(rejection.index()).isEqualTo(1);
                assertThat(rejection.reason()).isEqualTo(RejectionReason.MISSING_FIELD);
                assertThat(rejection.field()).isEqualTo("user_id");
            });
        }
    }

    @Test
    @DisplayName("the normalised form in any order of fields, with foreign ones first, alone and in a mixed array")
    void foreignFieldsFirst() {
        String event = """
                {"trace":{"id":[1,2]},"a":1,"b":2,"c":3,"user_id":"a@example.com","attributes":{"n":[1],"m":"x"},
                 "operation":"UPLOAD","creation_time":"2026-11-20T09:30:00Z","provider":"box","event_id":"e"}""";
        AuditEvent alone = only(event);
        assertThat(alone.eventId()).isEqualTo("e");
        assertThat(alone.attributes()).isEqualTo(Map.of("m", "x"));
        String plain = event.substring(event.indexOf("\"user_id\""));
        DecodedRecord mixed = decode("[{" + plain + "," + event + ",{\"x\":{}}]");
        assertThat(mixed.events()).containsExactly(alone, alone);
        assertThat(mixed.rejections()).extracting(Rejection::index).containsExactly(2);
    }
}

package io.auditsphere.app.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.FailureKind;
import io.auditsphere.schemas.OperationCategory;
import io.auditsphere.schemas.Outcome;
import io.auditsphere.schemas.UserType;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Dropbox's team events")
class DropboxFormTest {

    private static final String MEMBER =
            "{\".tag\":\"user\",\"user\":{\".tag\":\"team_member\",\"email\":\"Ada@Example.com\",\"account_id\":\"dbid:1\"}}";

    private static String event(String type, String actor, String more) {
        return """
                {"timestamp":"2026-11-20T09:30:00Z","event_category":{".tag":"file_operations"},"actor":%s,
                 "origin":{"geo_location":{"city":"Berlin","region":"Berlin","country":"DE","ip_address":"203.0.113.7"},
                 "access_method":{".tag":"end_user","end_user":{".tag":"web","session_id":"s-1"}}},
                 "involve_non_team_member":false,"context":{".tag":"team"},"participants":[],
                 "event_type":{".tag":"%s","description":"did it"}%s}""".formatted(actor, type, more);
    }

    @Test
    @DisplayName("give the file, the place and a hash for an id")
    void file() {
        String json = event("file_download", MEMBER, """
                ,"assets":[{".tag":"file","path":{"contextual":"/Finance/Plans/plan.xlsx"},"display_name":"plan.xlsx"}]""");
        AuditEvent event = Decoding.event(json);
        assertThat(event.provider()).isEqualTo("dropbox");
        assertThat(event.eventId()).matches("sha256:[0-9a-f]{32}");
        assertThat(event.creationTime()).isEqualTo(Instant.parse("2026-11-20T09:30:00Z"));
        assertThat(event.userId()).isEqualTo("ada@example.com");
        assertThat(event.operation()).isEqualTo("file_download");
        assertThat(event.operationCategory()).isEqualTo(OperationCategory.ACCESS);
        assertThat(event.resourcePath()).isEqualTo("/Finance/Plans");
        assertThat(event.resourceName()).isEqualTo("plan.xlsx");
        assertThat(event.country()).isEqualTo("DE");
        assertThat(event.userAgent()).isEqualTo("end_user/web");
    }

    @Test
    @DisplayName("have the same id in whatever order a collector writes their fields")
    void idIsCanonical() {
        String one = event("file_download", MEMBER, ",\"details\":{\"a\":1,\"b\":{\"c\":2,\"d\":3}}");
        String other = event("file_download", MEMBER, ",\"details\":{\"b\":{\"d\":3,\"c\":2},\"a\":1}");
        assertThat(Decoding.event(one).eventId())
                .isEqualTo(Decoding.event(other).eventId());
        assertThat(Decoding.event(one.replace("\"d\":3", "\"d\":4")).eventId())
                .isNotEqualTo(Decoding.event(one).eventId());
    }

    @Test
    @DisplayName("numbers and texts that are spelled longer than they came find their room in what the id is made of")
    void idOfWhatGrows() {
        String grows = "[" + "1e5,".repeat(2_000) + "\"\\u0001\\/\\u00e9\"" + ",1e300".repeat(2_000) + "]";
        String event = "{\"timestamp\":\"2026-11-20T09:30:00Z\",\"event_type\":{\".tag\":\"file_add\"},"
                + "\"event_category\":{\".tag\":\"file_operations\"},\"context\":{\"email\":\"ann@example.com\"},\"z\":"
                + grows + "}";
        String spelled = event.replace("1e5", "100000.0").replace("1e300", "1.0E300");

        String id = Decoding.event(event).eventId();

        assertThat(id).startsWith("sha256:").isEqualTo(Decoding.event(spelled).eventId());
    }

    @Test
    @DisplayName("may have tags under _tag, where a collector could not keep the dot")
    void underscoredTags() {
        AuditEvent event = Decoding.event(event("file_download", MEMBER, "").replace("\".tag\"", "\"_tag\""));
        assertThat(event.operation()).isEqualTo("file_download");
        assertThat(event.userId()).isEqualTo("ada@example.com");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\".tag\":\"admin\",\"admin\":{\".tag\":\"team_member\",\"email\":\"root@example.com\"}} | root@example.com | ADMIN",
                "{\".tag\":\"app\",\"app\":{\".tag\":\"team_app\",\"display_name\":\"Sync\"}} | sync | SERVICE",
                "{\".tag\":\"user\",\"user\":{\".tag\":\"non_team_member\",\"email\":\"eve@example.net\"}} | eve@example.net | EXTERNAL",
                "{\".tag\":\"reseller\",\"reseller\":{\"email\":\"sales@example.org\"}} | sales@example.org | EXTERNAL",
                "{\".tag\":\"anonymous\"} | anonymous | GUEST",
                "{\".tag\":\"dropbox\"} | dropbox | SERVICE",
            })
    @DisplayName("name their actor by the union's tag")
    void actors(String actor, String user, UserType type) {
        AuditEvent event = Decoding.event(event("file_preview", actor, ""));
        assertThat(event.userId()).isEqualTo(user);
        assertThat(event.userType()).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource({
        "login_fail, CREDENTIAL",
        "sso_error, OTHER",
        "app_blocked_by_permissions, POLICY",
        "paper_admin_export_start_fail, OTHER"
    })
    @DisplayName("that failed are known by name")
    void failures(String type, FailureKind kind) {
        AuditEvent event = Decoding.event(event(type, MEMBER, ""));
        assertThat(event.outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(event.failureKind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "tfa_change_status, disabled, true",
        "tfa_change_status, authenticator, false",
        "shared_link_change_visibility, public, true",
        "shared_link_change_visibility, team_only, false",
        "member_change_admin_role, team_admin, true",
        "member_change_admin_role, member_only, false",
    })
    @DisplayName("of a changed setting are sensitive by its new value")
    void newValue(String type, String value, boolean sensitive) {
        String details = ",\"details\":{\".tag\":\"x_details\",\"new_value\":{\".tag\":\"" + value + "\"}}";
        assertThat(Decoding.event(event(type, MEMBER, details)).sensitive()).isEqualTo(sensitive);
    }

    @Test
    @DisplayName("that let in somebody from outside the team are sensitive")
    void invitedOutside() {
        String json = event("shared_content_add_member", MEMBER, "");
        assertThat(Decoding.event(json).sensitive()).isFalse();
        assertThat(Decoding.event(json.replace("\"involve_non_team_member\":false", "\"involve_non_team_member\":true"))
                        .sensitive())
                .isTrue();
    }
}

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
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Box's enterprise events")
class BoxFormTest {

    private static String event(String type, String more) {
        return """
                {"type":"event","event_id":"b-1","event_type":"%s","created_at":"2026-11-20T01:30:00-07:00",
                 "created_by":{"type":"user","id":17,"login":"Ada@Example.com","name":"Ada"},"ip_address":"203.0.113.7"%s}""".formatted(type, more);
    }

    @Test
    @DisplayName("of the admin logs")
    void adminLogs() {
        AuditEvent event = Decoding.event(event("DOWNLOAD", """
                ,"source":{"item_type":"file","item_id":"9","item_name":"plan.pdf","parent":{"type":"folder","name":"Finance","id":"4"}},
                "additional_details":{"service_name":"Box Web App","size":100},"session_id":null"""));
        assertThat(event.provider()).isEqualTo("box");
        assertThat(event.eventId()).isEqualTo("b-1");
        assertThat(event.creationTime()).as("the offset is read").isEqualTo(Instant.parse("2026-11-20T08:30:00Z"));
        assertThat(event.userId()).isEqualTo("ada@example.com");
        assertThat(event.operationCategory()).isEqualTo(OperationCategory.ACCESS);
        assertThat(event.resourcePath()).isEqualTo("Finance");
        assertThat(event.resourceName()).isEqualTo("plan.pdf");
        assertThat(event.userAgent()).isEqualTo("Box Web App");
    }

    @Test
    @DisplayName("of the user stream, under its other vocabulary")
    void userStream() {
        AuditEvent event = Decoding.event(event("ITEM_DOWNLOAD", """
                ,"recorded_at":"2026-11-20T01:31:00-07:00","source":{"type":"file","id":"9","name":"plan.pdf",
                "path_collection":{"total_count":2,"entries":[{"name":"All Files"},{"name":"Finance"}]}},"additional_details":null"""));
        assertThat(event.operationCategory()).isEqualTo(OperationCategory.ACCESS);
        assertThat(event.resourcePath()).isEqualTo("/All Files/Finance");
        assertThat(event.resourceName()).isEqualTo("plan.pdf");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"role\":\"Editor\"}", "\"{\\\"role\\\":\\\"Editor\\\"}\""})
    @DisplayName("have their details as an object or as JSON text")
    void details(String details) {
        AuditEvent event = Decoding.event(event("COLLABORATION_INVITE", ",\"additional_details\":" + details));
        assertThat(event.attributes()).containsEntry("role", "Editor");
    }

    @Test
    @DisplayName("of somebody who is not signed in are a guest's")
    void unknownUser() {
        String json = event("PREVIEW", "").replace("17,\"login\":\"Ada@Example.com\"", "\"2\",\"login\":\"\"");
        AuditEvent event = Decoding.event(json.replace("203.0.113.7", "Unknown IP"));
        assertThat(event.userId()).isEqualTo("anonymous");
        assertThat(event.userType()).isEqualTo(UserType.GUEST);
        assertThat(event.clientIp()).isNull();
    }

    @Test
    @DisplayName("of a Shield alert are about the user in it, not about the bot that wrote it")
    void shieldAlert() {
        AuditEvent event = Decoding.event(event("SHIELD_ALERT", """
                ,"source":null,"additional_details":{"shield_alert":{"user":{"email":"Bo@example.com","id":1},"alert_summary":
                {"alert_activities":[{"ip_info":{"ip":"198.51.100.9","latitude":"52.5","longitude":"13.4","country_code":"DE","city_name":"Berlin"}}]}}}"""));
        assertThat(event.userId()).isEqualTo("bo@example.com");
        assertThat(event.country()).isEqualTo("DE");
        assertThat(event.latitude()).isEqualTo(52.5);
    }

    @Test
    @DisplayName("that an administrator did in a user's name say so")
    void actionBy() {
        AuditEvent event = Decoding.event(event("DELETE", ",\"action_by\":{\"login\":\"root@example.com\"}"));
        assertThat(event.userType()).isEqualTo(UserType.ADMIN);
        assertThat(event.attributes()).containsEntry("action_by", "root@example.com");
    }

    @ParameterizedTest
    @CsvSource({"FAILED_LOGIN, CREDENTIAL", "DEVICE_TRUST_CHECK_FAILED, POLICY", "SHIELD_DOWNLOAD_BLOCKED, POLICY"})
    @DisplayName("that failed are known by name")
    void failures(String type, FailureKind kind) {
        AuditEvent event = Decoding.event(event(type, ""));
        assertThat(event.outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(event.failureKind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SHARE | \"source\":{\"item_name\":\"a\",\"shared_link\":{\"access\":\"open\"}} | true",
                "SHARE | \"source\":{\"item_name\":\"a\",\"shared_link\":{\"access\":\"company\"}} | false",
                "COLLABORATION_INVITE | \"accessible_by\":{\"login\":\"eve@example.net\"} | true",
                "COLLABORATION_INVITE | \"accessible_by\":{\"login\":\"bo@example.com\"} | false",
            })
    @DisplayName("of sharing are sensitive if the link is open or the collaborator foreign")
    void sharing(String type, String more, boolean sensitive) {
        assertThat(Decoding.event(event(type, "," + more)).sensitive()).isEqualTo(sensitive);
    }
}

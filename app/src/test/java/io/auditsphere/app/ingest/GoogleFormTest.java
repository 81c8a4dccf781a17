package io.auditsphere.app.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.FailureKind;
import io.auditsphere.schemas.OperationCategory;
import io.auditsphere.schemas.Outcome;
import io.auditsphere.schemas.UserType;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Google Workspace's activities")
class GoogleFormTest {

    private static String activity(String application, String actor, String events) {
        return """
                {"kind":"admin#reports#activity","id":{"time":"2026-11-20T09:30:00.123Z","uniqueQualifier":"-7312729053723258069",
                 "applicationName":"%s","customerId":"C01"},"etag":"x","actor":%s,"ownerDomain":"example.com",
                 "ipAddress":"2001:db8::7","events":%s}""".formatted(application, actor, events);
    }

    private static final String ADA = "{\"callerType\":\"USER\",\"email\":\"Ada@Example.com\",\"profileId\":\"1\"}";

    private static AuditEvent drive(String name, String parameters) {
        return Decoding.event(activity(
                "drive", ADA, "[{\"type\":\"access\",\"name\":\"" + name + "\",\"parameters\":[" + parameters + "]}]"));
    }

    @Test
    @DisplayName("hold several events, each with an id of its own")
    void severalEvents() {
        List<AuditEvent> events = Decoding.events(activity("drive", ADA, """
                [{"type":"access","name":"edit","parameters":[{"name":"primary_event","boolValue":true},
                   {"name":"doc_id","value":"d-1"},{"name":"doc_title","value":"Plan.gdoc"}]},
                 {"type":"acl_change","name":"change_acl_editors","parameters":[{"name":"primary_event","boolValue":false},
                   {"name":"doc_id","value":"d-1"},{"name":"new_value","multiValue":["people_with_link"]}]}]"""));
        assertThat(events).hasSize(2);
        AuditEvent edit = events.get(0);
        assertThat(edit.eventId()).isEqualTo("2026-11-20T09:30:00.123Z/-7312729053723258069/drive/0");
        assertThat(events.get(1).eventId()).endsWith("/1");
        assertThat(edit.creationTime()).isEqualTo(Instant.parse("2026-11-20T09:30:00.123Z"));
        assertThat(edit.userId()).isEqualTo("ada@example.com");
        assertThat(edit.operation()).isEqualTo("edit");
        assertThat(edit.operationCategory()).isEqualTo(OperationCategory.MODIFICATION);
        assertThat(edit.resourcePath()).isEqualTo("d-1");
        assertThat(edit.resourceName()).isEqualTo("Plan.gdoc");
        assertThat(edit.clientIp()).isEqualTo("2001:db8::7");
        assertThat(events.get(1).sensitive())
                .as("a companion of the act, not the act")
                .isFalse();
    }

    @Test
    @DisplayName("may come with one event as an object, as a Beat writes it")
    void eventsAsObject() {
        String activity = activity("login", ADA, "{\"type\":\"login\",\"name\":\"login_success\"}");
        assertThat(Decoding.event(activity).operation()).isEqualTo("login_success");
        String beat = "{\"@timestamp\":\"2026-11-20T09:31:00Z\",\"event\":{\"original\":\""
                + activity.replace("\"", "\\\"").replace("\n", "\\n") + "\"}}";
        assertThat(Decoding.event(beat)).isEqualTo(Decoding.event(activity));
    }

    @Test
    @DisplayName("have parameters of seven kinds of value, and of none")
    void parameterKinds() {
        AuditEvent event = drive("change_user_access", """
                {"name":"doc_id","value":"d-1"},{"name":"primary_event","boolValue":true},{"name":"empty"},
                {"name":"scope","multiIntValue":["1","2"]},{"name":"visibility","intValue":"-9223372036854775808"},
                {"name":"doc_title","messageValue":{"parameter":[{"name":"a","value":"1"},{"name":"b","multiValue":["x","y"]}]}},
                {"name":"doc_type","multiMessageValue":[{"parameter":[{"name":"c","intValue":"3"}]},{"parameter":[{"name":"d","boolValue":false}]}]},
                {"name":"target_user","value":"bo@example.com"}""");
        assertThat(event.attributes())
                .containsEntry("scope", "1,2")
                .containsEntry("visibility", "-9223372036854775808")
                .containsEntry("doc_type", "c=3,d=false")
                .containsEntry("primary_event", "true");
        assertThat(event.resourceName()).isEqualTo("a=1;b=x,y");
        assertThat(event.target()).isEqualTo("bo@example.com");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"visibility_change\",\"value\":\"external\"} | true",
                "{\"name\":\"visibility_change\",\"value\":\"internal\"} | false",
                "{\"name\":\"new_value\",\"multiValue\":[\"people_with_link\"]} | true",
                "{\"name\":\"new_value\",\"multiValue\":[\"private\"]} | false",
                "{\"name\":\"target_user\",\"value\":\"eve@example.net\"} | true",
                "{\"name\":\"target_user\",\"value\":\"bo@example.com\"} | false",
                "{\"name\":\"target_domain\",\"value\":\"all\"} | true",
            })
    @DisplayName("of sharing are sensitive if the document became visible outside")
    void visibility(String parameter, boolean sensitive) {
        assertThat(drive("change_document_visibility", parameter).sensitive()).isEqualTo(sensitive);
    }

    @ParameterizedTest
    @CsvSource({"partner.example, @partner.example", "all, anyone", "localhost, localhost"})
    @DisplayName("that share with a whole domain are to everybody there")
    void sharedWithADomain(String domain, String target) {
        AuditEvent event = drive("change_user_access", "{\"name\":\"target_domain\",\"value\":\"" + domain + "\"}");

        assertThat(event.target()).isEqualTo(target);
    }

    @Test
    @DisplayName("that grant an application mail or files are sensitive, others not")
    void scopes() {
        String grant =
                "[{\"type\":\"auth\",\"name\":\"authorize\",\"parameters\":[{\"name\":\"app_name\",\"value\":\"Sync\"},"
                        + "{\"name\":\"scope\",\"multiValue\":[\"%s\"]}]}]";
        assertThat(Decoding.event(activity("token", ADA, grant.formatted("https://mail.google.com/")))
                        .sensitive())
                .isTrue();
        assertThat(Decoding.event(activity("token", ADA, grant.formatted("openid")))
                        .sensitive())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "login_failure,, FAILURE, CREDENTIAL",
        "suspicious_login,, FAILURE, POLICY",
        "login_challenge, Challenge Failed, FAILURE, MFA",
        "login_verification, passed, SUCCESS,",
        "login_success,, SUCCESS,",
    })
    @DisplayName("of sign-ins end as their name, or a challenge's status, says")
    void signIns(String name, String status, Outcome outcome, FailureKind kind) {
        String parameters = status == null ? "" : "{\"name\":\"login_challenge_status\",\"value\":\"" + status + "\"}";
        AuditEvent event = Decoding.event(activity(
                "login", ADA, "[{\"type\":\"login\",\"name\":\"" + name + "\",\"parameters\":[" + parameters + "]}]"));
        assertThat(event.outcome()).isEqualTo(outcome);
        assertThat(event.failureKind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "drive | {} | anonymous | GUEST",
                "admin | {\"email\":\"root@example.com\"} | root@example.com | ADMIN",
                "drive | {\"callerType\":\"KEY\",\"key\":\"SYSTEM\"} | system | SERVICE",
                "drive | {\"email\":\"robot@project.iam.gserviceaccount.com\"} | robot@project.iam.gserviceaccount.com | SERVICE",
                "meet | {\"profileId\":\"105250506097979753968\"} | 105250506097979753968 | USER",
            })
    @DisplayName("name their actor by address, key or profile")
    void actors(String application, String actor, String user, UserType type) {
        AuditEvent event = Decoding.event(activity(application, actor, "[{\"type\":\"t\",\"name\":\"view\"}]"));
        assertThat(event.userId()).isEqualTo(user);
        assertThat(event.userType()).isEqualTo(type);
    }

    @Test
    @DisplayName("come from Cloud Logging under other names, at their own time and not at that of receipt")
    void cloudLogging() {
        AuditEvent event = Decoding.event("""
                {"protoPayload":{"@type":"type.googleapis.com/google.cloud.audit.AuditLog","authenticationInfo":
                 {"principalEmail":"Ada@example.com"},"requestMetadata":{"callerIp":"203.0.113.7"},
                 "serviceName":"login.googleapis.com","methodName":"google.login.LoginService.loginFailure",
                 "metadata":{"event":[{"eventName":"login_failure","eventType":"login","parameter":
                 [{"name":"login_type","value":"google_password"}]}],"activityId":{"timeUsec":"1","uniqQualifier":"2"}}},
                 "insertId":"abc","timestamp":"2026-11-20T08:00:00.5Z","receiveTimestamp":"2026-11-20T09:26:00Z"}""");
        assertThat(event.operation()).isEqualTo("login_failure");
        assertThat(event.creationTime()).isEqualTo(Instant.parse("2026-11-20T08:00:00.500Z"));
        assertThat(event.eventId()).isEqualTo("2026-11-20T08:00:00.5Z/abc/0");
        assertThat(event.userId()).isEqualTo("ada@example.com");
        assertThat(event.outcome()).isEqualTo(Outcome.FAILURE);
    }
}

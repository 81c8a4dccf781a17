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

@DisplayName("The clouds' audit records")
class CloudFormsTest {

    private static String trail(String name, String identity, String more) {
        return """
                {"eventVersion":"1.08","eventTime":"2026-11-20T09:30:00Z","eventSource":"s3.amazonaws.com","eventName":"%s",
                 "awsRegion":"eu-central-1","sourceIPAddress":"203.0.113.7","userAgent":"[aws-cli/2.13]","eventID":"t-1",
                 "recipientAccountId":"123456789012","userIdentity":%s%s}""".formatted(name, identity, more);
    }

    private static final String IAM_USER =
            "{\"type\":\"IAMUser\",\"userName\":\"Ada\",\"arn\":\"arn:aws:iam::123456789012:user/Ada\",\"accountId\":\"123456789012\"}";

    @Test
    @DisplayName("of AWS, in the file that CloudTrail delivers")
    void cloudTrail() {
        String record = trail(
                "GetObject",
                IAM_USER,
                ",\"readOnly\":true,\"requestParameters\":{\"bucketName\":\"finance\",\"key\":\"a/plan.xlsx\"}");
        AuditEvent event = Decoding.event("{\"Records\":[" + record + "]}");
        assertThat(event.provider()).isEqualTo("aws");
        assertThat(event.eventId()).isEqualTo("t-1");
        assertThat(event.userId()).isEqualTo("ada");
        assertThat(event.operationCategory()).isEqualTo(OperationCategory.ACCESS);
        assertThat(event.resourcePath()).isEqualTo("finance");
        assertThat(event.resourceName()).isEqualTo("a/plan.xlsx");
        assertThat(event.userAgent()).isEqualTo("aws-cli/2.13");
    }

    @Test
    @DisplayName("of AWS, from EventBridge, from a log group, and with lower-case names")
    void cloudTrailWrapped() {
        String record = trail("GetObject", IAM_USER, "");
        AuditEvent bare = Decoding.event(record);
        assertThat(Decoding.event(
                        "{\"version\":\"0\",\"detail-type\":\"AWS API Call via CloudTrail\",\"source\":\"aws.s3\",\"detail\":"
                                + record + "}"))
                .isEqualTo(bare);
        String quoted = record.replace("\"", "\\\"").replace("\n", "\\n");
        assertThat(Decoding.event(
                        "{\"messageType\":\"DATA_MESSAGE\",\"logEvents\":[{\"id\":\"1\",\"timestamp\":1,\"message\":\""
                                + quoted + "\"}]}"))
                .isEqualTo(bare);
        String lower = record.replace("eventName", "eventname")
                .replace("eventSource", "eventsource")
                .replace("eventTime", "eventtime")
                .replace("eventID", "eventid")
                .replace("userIdentity", "useridentity");
        assertThat(Decoding.event(lower)).isEqualTo(bare);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"Root\",\"arn\":\"arn:aws:iam::1:root\"} | root | ADMIN",
                "{\"type\":\"AssumedRole\",\"arn\":\"arn:aws:sts::1:assumed-role/Admin/Ada@example.com\"} | ada@example.com | USER",
                "{\"type\":\"AssumedRole\",\"arn\":\"arn:aws:sts::1:assumed-role/Web/i-0abc\"} | web | SERVICE",
                "{\"type\":\"AssumedRole\",\"arn\":\"arn:aws:sts::1:assumed-role/Job/botocore-session-17\"} | job | SERVICE",
                "{\"type\":\"AWSService\",\"invokedBy\":\"lambda.amazonaws.com\"} | lambda.amazonaws.com | SERVICE",
                "{\"type\":\"AWSAccount\",\"principalId\":\"AIDA:x\",\"accountId\":\"9\"} | aida:x | EXTERNAL",
                "{\"type\":\"AWSAccount\",\"principalId\":\"\",\"accountId\":\"ANONYMOUS_PRINCIPAL\"} | anonymous | GUEST",
            })
    @DisplayName("of AWS name people by session and machines by role")
    void awsIdentities(String identity, String user, UserType type) {
        AuditEvent event = Decoding.event(trail("GetObject", identity, ""));
        assertThat(event.userId()).isEqualTo(user);
        assertThat(event.userType()).isEqualTo(type);
    }

    @Test
    @DisplayName("of AWS that failed say why, and an address that is a service's name is none")
    void awsFailures() {
        AuditEvent refused = Decoding.event(
                trail("GetObject", IAM_USER, ",\"errorCode\":\"AccessDenied\"").replace("203.0.113.7", "AWS Internal"));
        assertThat(refused.outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(refused.failureKind()).isEqualTo(FailureKind.POLICY);
        assertThat(refused.clientIp()).isNull();
        AuditEvent login =
                Decoding.event(trail("ConsoleLogin", IAM_USER, ",\"responseElements\":{\"ConsoleLogin\":\"Failure\"}"));
        assertThat(login.failureKind()).isEqualTo(FailureKind.CREDENTIAL);
        assertThat(login.operationCategory()).isEqualTo(OperationCategory.AUTHENTICATION);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ConsoleLogin | \"additionalEventData\":{\"MFAUsed\":\"No\"} | true",
                "ConsoleLogin | \"additionalEventData\":{\"MFAUsed\":\"Yes\"} | false",
                "AuthorizeSecurityGroupIngress | \"requestParameters\":{\"ipPermissions\":{\"items\":[{\"ipRanges\":{\"items\":[{\"cidrIp\":\"0.0.0.0/0\"}]}}]}} | true",
                "AuthorizeSecurityGroupIngress | \"requestParameters\":{\"ipPermissions\":{\"items\":[{\"ipRanges\":{\"items\":[{\"cidrIp\":\"10.0.0.0/8\"}]}}]}} | false",
                "ModifySnapshotAttribute | \"requestParameters\":{\"createVolumePermission\":{\"add\":{\"items\":[{\"group\":\"all\"}]}}} | true",
                "ModifySnapshotAttribute | \"requestParameters\":{\"createVolumePermission\":{\"remove\":{\"items\":[{\"group\":\"all\"}]}}} | false",
                "PutBucketVersioning | \"requestParameters\":{\"VersioningConfiguration\":{\"Status\":\"Enabled\"}} | false",
                "UpdateDetector | \"requestParameters\":{\"enable\":false} | true",
                "StopLogging | \"requestParameters\":{\"name\":\"trail\"} | true",
            })
    @DisplayName("of AWS are sensitive by what they open")
    void awsSensitive(String name, String more, boolean sensitive) {
        assertThat(Decoding.event(trail(name, IAM_USER, "," + more)).sensitive())
                .isEqualTo(sensitive);
    }

    @Test
    @DisplayName("of Azure's activity log")
    void azureActivity() {
        AuditEvent event = Decoding.event("""
                {"records":[{"time":"2026-11-20T09:30:00.0000000Z","resourceId":"/SUBSCRIPTIONS/1/RESOURCEGROUPS/RG/PROVIDERS/MICROSOFT.COMPUTE/VIRTUALMACHINES/VM1",
                 "operationName":{"value":"MICROSOFT.COMPUTE/VIRTUALMACHINES/DELETE","localizedValue":"Delete"},"category":"Administrative",
                 "resultType":"Success","calleripaddress":"203.0.113.7:5100","correlationId":"c-1","identity":{"claims":
                 {"http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn":"Ada@Example.com"}},"properties":"{\\"statusCode\\":\\"OK\\"}"}]}""");
        assertThat(event.provider()).isEqualTo("azure");
        assertThat(event.operation()).isEqualTo("MICROSOFT.COMPUTE/VIRTUALMACHINES/DELETE");
        assertThat(event.operationCategory()).isEqualTo(OperationCategory.DELETION);
        assertThat(event.userId()).isEqualTo("ada@example.com");
        assertThat(event.clientIp()).as("the key's case is the collector's").isEqualTo("203.0.113.7");
        assertThat(event.resourceName()).isEqualTo("VM1");
    }

    @ParameterizedTest
    @CsvSource({"0, SUCCESS,", "50126, FAILURE, CREDENTIAL", "50140, FAILURE, INTERRUPT", "53003, FAILURE, POLICY"})
    @DisplayName("of Entra's sign-ins, as diagnostic settings stream them and as Graph returns them")
    void entraSignIn(String code, Outcome outcome, FailureKind kind) {
        String signIn = """
                {"id":"e-1","createdDateTime":"2026-11-20T09:30:00Z","userPrincipalName":"Ada@example.com","appDisplayName":"Portal",
                 "ipAddress":"203.0.113.7","userAgent":"Mozilla","status":{"errorCode":%s},"location":{"city":"Berlin","countryOrRegion":"DE",
                 "geoCoordinates":{"latitude":52.5,"longitude":13.4}}}""".formatted(code);
        String streamed =
                "{\"time\":\"2026-11-20T09:30:00Z\",\"operationName\":\"Sign-in activity\",\"category\":\"SignInLogs\",\"resultType\":\""
                        + code + "\",\"properties\":" + signIn + "}";
        for (String record : new String[] {"{\"@odata.context\":\"x\",\"value\":[" + signIn + "]}", streamed}) {
            AuditEvent event = Decoding.event(record);
            assertThat(event.eventId()).isEqualTo("e-1");
            assertThat(event.operation()).isEqualTo("Sign-in activity");
            assertThat(event.operationCategory()).isEqualTo(OperationCategory.AUTHENTICATION);
            assertThat(event.userId()).isEqualTo("ada@example.com");
            assertThat(event.outcome()).isEqualTo(outcome);
            assertThat(event.failureKind()).isEqualTo(kind);
            assertThat(event.country()).isEqualTo("DE");
            assertThat(event.latitude()).isEqualTo(52.5);
        }
    }

    @Test
    @DisplayName("of Entra's audit log name who started it and whom it was done to")
    void entraAudit() {
        AuditEvent event = Decoding.event("""
                {"time":"2026-11-20T09:30:00Z","operationName":"Add member to role","category":"AuditLogs","properties":{"id":"d-1",
                 "activityDateTime":"2026-11-20T09:29:59Z","result":"success","initiatedBy":{"user":{"userPrincipalName":"Ada@example.com",
                 "ipAddress":"203.0.113.7"}},"targetResources":[{"userPrincipalName":"bo@example.com","modifiedProperties":
                 [{"displayName":"Role.DisplayName","newValue":"\\"Reports Reader\\""}]}],"additionalDetails":[{"key":"User-Agent","value":"curl/8"}]}}""");
        assertThat(event.userId()).isEqualTo("ada@example.com");
        assertThat(event.target()).isEqualTo("bo@example.com");
        assertThat(event.userAgent()).isEqualTo("curl/8");
        assertThat(event.sensitive()).as("a role that only reads").isFalse();
    }

    @Test
    @DisplayName("of Oracle's cloud, in their CloudEvents envelope")
    void oci() {
        AuditEvent event = Decoding.event("""
                {"eventType":"com.oraclecloud.ComputeApi.TerminateInstance","cloudEventsVersion":"0.1","eventTypeVersion":"2.0",
                 "source":"ComputeApi","eventID":"o-1","eventTime":"2026-11-20T09:30:00.123Z","data":{"eventName":"TerminateInstance",
                 "compartmentName":"finance","resourceName":"vm-1","identity":{"principalName":"Ada","principalId":"ocid1.user.oc1..a",
                 "ipAddress":"203.0.113.7","userAgent":"oci-cli"},"request":{"action":"DELETE"},"response":{"status":"404"}}}""");
        assertThat(event.provider()).isEqualTo("oci");
        assertThat(event.creationTime()).isEqualTo(Instant.parse("2026-11-20T09:30:00.123Z"));
        assertThat(event.operation()).isEqualTo("TerminateInstance");
        assertThat(event.operationCategory()).isEqualTo(OperationCategory.DELETION);
        assertThat(event.userId()).isEqualTo("ada");
        assertThat(event.resourcePath()).isEqualTo("finance");
        assertThat(event.outcome()).isEqualTo(Outcome.FAILURE);
    }
}

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

/** What real exports of Microsoft 365's audit log do to readers that believe their names; a test each. */
@DisplayName("Microsoft's traps:")
class MicrosoftTrapsTest {

    private static final String FIELDS =
            "{\"CreationTime\":\"2026-11-20T09:30:00\",\"Id\":\"1\",\"Workload\":\"Exchange\",\"RecordType\":1,\"UserType\":0,"
                    + "\"UserId\":\"ada@contoso.example\",\"Operation\":\"FileAccessed\"";

    /** A record with these fields besides, or instead. */
    private static AuditEvent with(String fields) {
        String name = fields.substring(1, fields.indexOf('"', 1));
        String base = FIELDS;
        int at = base.indexOf("\"" + name + "\":");
        if (at >= 0) {
            int end = base.indexOf(",\"", at);
            base = base.substring(0, at) + (end < 0 ? "" : base.substring(end + 1));
            base = base.endsWith(",") ? base.substring(0, base.length() - 1) : base;
        }
        return Decoding.event(base + ',' + fields + '}');
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-20T09:30:00",
                "2026-11-20T09:30:00Z",
                "2026-11-20 09:30:00",
                "2026-11-20T09:30:00.0000000Z",
                "2026-11-20T10:30:00+01:00"
            })
    @DisplayName("a time without a zone is UTC, and re-exports write a blank for the T")
    void timeWithoutZoneIsUtc(String text) {
        assertThat(with("\"CreationTime\":\"" + text + "\"").creationTime())
                .isEqualTo(Instant.parse("2026-11-20T09:30:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Update application – Certificates and secrets management ",
                "Update application - Certificates and secrets management",
                "Update application – Certificates and secrets management."
            })
    @DisplayName(
            "an operation ends in a blank, holds an en dash or ends in a full stop, and is in the catalogue all the same")
    void operationWithTrailingBlankAndEnDash(String operation) {
        AuditEvent event = with("\"Operation\":\"" + operation + "\"");
        assertThat(event.operation()).isEqualTo(operation.strip());
        assertThat(event.operationCategory()).isEqualTo(OperationCategory.ADMIN);
        assertThat(event.sensitive()).isTrue();
    }

    @Test
    @DisplayName("one user is written in two cases")
    void oneUserInTwoCases() {
        assertThat(with("\"UserId\":\"ADA@Contoso.example\"").userKey())
                .isEqualTo(with("\"UserId\":\"ada@contoso.example\"").userKey());
    }

    @ParameterizedTest
    @CsvSource({
        "Eve_Example.net#EXT#@contoso.example, eve@example.net",
        "first_last_example.net#EXT#@contoso.example, first_last@example.net",
        "urn:spo:guest#Eve@example.net, eve@example.net",
        "urn:spo:anon#a1b2c3, urn:spo:anon#a1b2c3",
        "anonymous, anonymous",
    })
    @DisplayName("a guest's address is mangled, and UserType 0 does not make him a member")
    void guestIdIsMangled(String id, String user) {
        AuditEvent event = with("\"UserId\":\"" + id + "\"");
        assertThat(event.userId()).isEqualTo(user);
        assertThat(event.userType()).isEqualTo(UserType.GUEST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NT AUTHORITY\\\\SYSTEM (Microsoft.Office.Server)",
                "SHAREPOINT\\\\system",
                "app@sharepoint",
                "ServicePrincipal_0f1e",
                "S-1-5-18",
                "Certificate"
            })
    @DisplayName("a service acts as UserType 0")
    void serviceActsAsUserTypeZero(String id) {
        assertThat(with("\"UserId\":\"" + id + "\"").userType()).isEqualTo(UserType.SERVICE);
    }

    @Test
    @DisplayName("the mail service writes its own SID for the mailbox's owner")
    void mailboxOwnerBehindSystemSid() {
        AuditEvent event = with("\"UserId\":\"S-1-5-18\",\"MailboxOwnerUPN\":\"Bo@contoso.example\"");
        assertThat(event.userId()).isEqualTo("bo@contoso.example");
        assertThat(event.userType()).isEqualTo(UserType.USER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Unknown", "Not Available"})
    @DisplayName("a failed logon is of nobody, and the actor's list knows of whom")
    void failedLogonOfNobody(String id) {
        assertThat(with("\"UserId\":\"" + id
                                + "\",\"UserKey\":\"key\",\"Actor\":[{\"ID\":\"x\",\"Type\":0},{\"ID\":\"Bo@contoso.example\",\"Type\":5}]")
                        .userId())
                .isEqualTo("bo@contoso.example");
        assertThat(with("\"UserId\":\"" + id + "\",\"UserKey\":\"10032001\"").userId())
                .isEqualTo("10032001");
    }

    @ParameterizedTest
    @CsvSource({
        "0, USER",
        "'\"0\"', USER",
        "'\"Regular\"', USER",
        "1, USER",
        "2, ADMIN",
        "'\"Admin\"', ADMIN",
        "3, SERVICE",
        "4, SERVICE",
        "5, SERVICE",
        "6, SERVICE",
        "7, SERVICE",
        "8, SERVICE",
        "9, EXTERNAL",
        "10, GUEST",
        "null, USER",
        "'\"Unheard\"', USER"
    })
    @DisplayName("the user's type is a number, a number in quotes or a word")
    void userTypeAsNumberOrWord(String value, UserType type) {
        assertThat(with("\"UserType\":" + value).userType()).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.7 | 203.0.113.7",
                "203.0.113.7:51514 | 203.0.113.7",
                "2001:DB8:0:0:0:0:0:7 | 2001:db8::7",
                "[2001:db8::7]:443 | 2001:db8::7",
                "[203.0.113.7]:443 | 203.0.113.7",
                "::1 | ::1",
                "::ffff:203.0.113.7 | 203.0.113.7",
                "<null> |",
                "localhost |",
                "NOTANIPV4 (10.9000.0.1) |",
            })
    @DisplayName("an address has a port, brackets, or is none")
    void addressWithPortBracketsOrJunk(String text, String address) {
        assertThat(with("\"ClientIP\":\"" + text + "\"").clientIp()).isEqualTo(address);
    }

    @Test
    @DisplayName("the first of three address fields that holds one counts")
    void firstAddressThatIsOne() {
        assertThat(with("\"ClientIP\":\"null\",\"ClientIPAddress\":\"\",\"ActorIpAddress\":\"192.0.2.1:80\"")
                        .clientIp())
                .isEqualTo("192.0.2.1");
        assertThat(with("\"ClientIP\":null,\"ClientIPAddress\":\"192.0.2.2\",\"ActorIpAddress\":\"192.0.2.1\"")
                        .clientIp())
                .isEqualTo("192.0.2.2");
    }

    @Test
    @DisplayName("ResultStatus of a logon says that the call was answered, not that anybody got in")
    void resultStatusOfLogonLies() {
        AuditEvent failed =
                with("\"Operation\":\"UserLoginFailed\",\"ResultStatus\":\"Success\",\"ErrorNumber\":\"50126\"");
        assertThat(failed.outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(failed.failureKind()).isEqualTo(FailureKind.CREDENTIAL);
    }

    @Test
    @DisplayName("a logon that worked keeps the word None or the code of a step on its way as its error")
    void leftoverErrorOnSuccessfulLogon() {
        AuditEvent event = with(
                "\"Operation\":\"UserLoggedIn\",\"ResultStatus\":\"Failed\",\"LogonError\":\"None\",\"ErrorNumber\":\"50140\"");
        assertThat(event.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(event.failureKind()).isNull();
        assertThat(event.attributes()).doesNotContainKey("error");
    }

    @ParameterizedTest
    @CsvSource({
        "Succeeded, SUCCESS",
        "success, SUCCESS",
        "Successful, SUCCESS",
        "True, SUCCESS",
        "PartiallySucceeded, SUCCESS",
        "Failed, FAILURE",
        "failure, FAILURE",
        "False, FAILURE",
        "'', SUCCESS"
    })
    @DisplayName("a result is a word of seven, in any case, or absent")
    void resultStatusInSevenWords(String status, Outcome outcome) {
        assertThat(with("\"ResultStatus\":\"" + status + "\"").outcome()).isEqualTo(outcome);
    }

    @Test
    @DisplayName("ExternalAccess is Microsoft's own staff, not a share with strangers")
    void externalAccessIsNotExternalSharing() {
        assertThat(with("\"Operation\":\"SharingSet\",\"ExternalAccess\":true").sensitive())
                .isFalse();
        AuditEvent inside = with("\"Operation\":\"AddedToSecureLink\",\"ExternalAccess\":true,"
                + "\"TargetUserOrGroupType\":\"Member\",\"TargetUserOrGroupName\":\"bo@contoso.example\"");
        assertThat(inside.sensitive()).isFalse();
    }

    @Test
    @DisplayName("an empty forwarding address takes the forwarding back")
    void emptyForwardingIsRemoval() {
        String parameters =
                "\"Operation\":\"Set-Mailbox\",\"Parameters\":[{\"Name\":\"ForwardingSmtpAddress\",\"Value\":\"%s\"}]";
        assertThat(with(parameters.formatted("smtp:eve@example.net")).sensitive())
                .isTrue();
        assertThat(with(parameters.formatted("smtp:eve@example.net")).target()).isEqualTo("eve@example.net");
        assertThat(with(parameters.formatted("")).sensitive()).isFalse();
        assertThat(with(parameters.formatted("")).target()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"-Identity \\\"Bo\\\" -ForwardingSmtpAddress \\\"eve@example.net\\\" -Force\"",
                "[{\"Name\":\"ForwardingSmtpAddress\",\"Value\":\"eve@example.net\"}]",
                "\"[{\\\"Name\\\":\\\"ForwardingSmtpAddress\\\",\\\"Value\\\":\\\"eve@example.net\\\"}]\""
            })
    @DisplayName("a cmdlet's parameters are a list, JSON in text, or one string")
    void parametersInThreeForms(String parameters) {
        AuditEvent event = with("\"Operation\":\"Set-Mailbox\",\"Parameters\":" + parameters);
        assertThat(event.sensitive()).isTrue();
        assertThat(event.target()).isEqualTo("eve@example.net");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{\"Name\":\"Role.DisplayName\",\"NewValue\":\"\\\"Global Administrator\\\"\",\"OldValue\":\"\"}] | Global Administrator",
                "\"[{\\\"Name\\\":\\\"Role.DisplayName\\\",\\\"NewValue\\\":\\\"Global Administrator\\\"}]\" | Global Administrator",
                "[\"Role.DisplayName\",\"Role.ObjectID\"] |",
                "\"Role.DisplayName\" |",
                "null |",
            })
    @DisplayName("modified properties are a list of objects, of names, or text, and values are JSON within a string")
    void modifiedPropertiesInFourForms(String properties, String role) {
        AuditEvent event = with("\"Operation\":\"Add member to role.\",\"ModifiedProperties\":" + properties);
        assertThat(event.attributes().get("role")).isEqualTo(role);
        assertThat(event.sensitive()).as("by value, else by name").isTrue();
    }

    @Test
    @DisplayName("an administrator's act in Entra comes as a regular user's, and is sensitive all the same")
    void entraNeverSaysAdmin() {
        AuditEvent event = with(
                "\"Operation\":\"Add member to role.\",\"UserType\":0,\"Workload\":\"AzureActiveDirectory\","
                        + "\"ModifiedProperties\":[{\"Name\":\"Role.DisplayName\",\"NewValue\":\"\\\"Company Administrator\\\"\"}]");
        assertThat(event.userType()).isEqualTo(UserType.USER);
        assertThat(event.sensitive()).isTrue();
        assertThat(event.operationCategory()).isEqualTo(OperationCategory.ADMIN);
    }

    @Test
    @DisplayName("Entra's user agent is JSON in the value of a property")
    void userAgentWithinJsonWithinProperty() {
        assertThat(
                        with("\"ExtendedProperties\":[{\"Name\":\"additionalDetails\",\"Value\":\"{\\\"User-Agent\\\":\\\"curl/8\\\"}\"}]")
                                .userAgent())
                .isEqualTo("curl/8");
    }

    @Test
    @DisplayName("Sentinel's table renames four fields and keeps lists as text")
    void sentinelRenames() {
        AuditEvent event = Decoding.event(NativeFixtures.record("microsoft/sentinel-office-activity"));
        assertThat(event.clientIp()).isEqualTo("203.0.113.8");
        assertThat(event.resourcePath()).isEqualTo("\\Sent Items");
        assertThat(event.attributes()).containsEntry("workload", "Exchange");
    }

    @Test
    @DisplayName("the same record delivered twice has one id, in an export under another name")
    void redeliveryHasOneId() {
        assertThat(Decoding.event(NativeFixtures.record("microsoft/search-unified-audit-log"))
                        .eventId())
                .isEqualTo(Decoding.event(NativeFixtures.record("microsoft/sharepoint-file"))
                        .eventId());
    }
}

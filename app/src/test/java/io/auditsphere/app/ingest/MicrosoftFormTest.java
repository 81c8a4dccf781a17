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

@DisplayName("Microsoft 365's audit records")
class MicrosoftFormTest {

    private static final String SHAREPOINT = """
            {"CreationTime":"2026-11-20T09:30:00","Id":"11111111-0000-0000-0000-000000000001",
             "Operation":"FileDownloaded","OrganizationId":"org","RecordType":6,"UserKey":"i:0h.f|membership|1@live.com",
             "UserType":0,"Version":1,"Workload":"SharePoint","ClientIP":"203.0.113.7","ObjectId":
             "https://contoso.example/sites/finance/Docs/budget.xlsx","UserId":"Ada@Contoso.example",
             "SiteUrl":"https://contoso.example/sites/finance/","SourceRelativeUrl":"Docs","SourceFileName":"budget.xlsx",
             "UserAgent":"Mozilla/5.0","CorrelationId":"c-1"}""";

    private static String record(String operation, String more) {
        return """
                {"CreationTime":"2026-11-20T09:30:00","Id":"1","Operation":"%s","UserId":"ada@contoso.example",
                 "UserType":0,"Workload":"Exchange"%s}""".formatted(operation, more);
    }

    @Test
    @DisplayName("of SharePoint give site, file and client")
    void sharePoint() {
        AuditEvent event = Decoding.event(SHAREPOINT);
        assertThat(event.provider()).isEqualTo("microsoft");
        assertThat(event.eventId()).isEqualTo("11111111-0000-0000-0000-000000000001");
        assertThat(event.creationTime()).as("no zone means UTC").isEqualTo(Instant.parse("2026-11-20T09:30:00Z"));
        assertThat(event.userId()).isEqualTo("ada@contoso.example");
        assertThat(event.clientIp()).isEqualTo("203.0.113.7");
        assertThat(event.userAgent()).isEqualTo("Mozilla/5.0");
        assertThat(event.resourcePath()).isEqualTo("https://contoso.example/sites/finance/");
        assertThat(event.resourceName()).isEqualTo("budget.xlsx");
        assertThat(event.operationCategory()).isEqualTo(OperationCategory.ACCESS);
        assertThat(event.outcome()).as("SharePoint says no status").isEqualTo(Outcome.SUCCESS);
        assertThat(event.attributes()).containsEntry("correlation_id", "c-1").containsEntry("relative_url", "Docs");
    }

    @Test
    @DisplayName("are the same event out of the audit search's export")
    void auditSearchExport() {
        String row = "{\"RecordId\":\"r\",\"CreationDate\":\"2026-11-20T09:30:00.0000000Z\",\"RecordType\":6,"
                + "\"Operation\":\"FileDownloaded\",\"UserId\":\"Ada@Contoso.example\",\"AuditData\":"
                + quoted(SHAREPOINT) + "}";
        assertThat(Decoding.event(row)).isEqualTo(Decoding.event(SHAREPOINT));
    }

    @Test
    @DisplayName("are the same event out of Graph, Defender's stream, a Beat and the management API's array")
    void otherWrappers() {
        AuditEvent bare = Decoding.event(SHAREPOINT);
        String graph =
                "{\"id\":\"g\",\"createdDateTime\":\"2026-11-20T09:30:00Z\",\"auditLogRecordType\":\"sharePoint\","
                        + "\"operation\":\"FileDownloaded\",\"auditData\":" + SHAREPOINT + "}";
        assertThat(Decoding.event(graph)).isEqualTo(bare);
        String beat = "{\"@timestamp\":\"2026-11-20T09:31:00Z\",\"o365audit\":" + SHAREPOINT + "}";
        assertThat(Decoding.event(beat)).isEqualTo(bare);
        String original = "{\"@timestamp\":\"x\",\"event\":{\"original\":" + quoted(SHAREPOINT) + "}}";
        assertThat(Decoding.event(original)).isEqualTo(bare);
        assertThat(Decoding.events("[" + SHAREPOINT + "," + SHAREPOINT + "]")).containsExactly(bare, bare);

        String defender =
                "{\"records\":[{\"time\":\"2026-11-20T09:35:00Z\",\"category\":\"AdvancedHunting-CloudAppEvents\","
                        + "\"operationName\":\"Publish\",\"properties\":{\"ActionType\":\"FileDownloaded\",\"CountryCode\":\"DE\","
                        + "\"City\":\"Berlin\",\"ISP\":\"Example Net\",\"RawEventData\":" + SHAREPOINT + "}}]}";
        AuditEvent streamed = Decoding.event(defender);
        assertThat(streamed.eventId()).isEqualTo(bare.eventId());
        assertThat(streamed.country()).as("only Defender knows a place").isEqualTo("DE");
        assertThat(streamed.city()).isEqualTo("Berlin");
    }

    @Test
    @DisplayName("of Sentinel's table have other names")
    void sentinelTable() {
        AuditEvent event = Decoding.event("""
                {"TimeGenerated":"2026-11-20T09:30:00Z","OfficeId":"s-1","OfficeWorkload":"Exchange",
                 "Operation":"MailItemsAccessed","UserType":"Regular","UserId":"ada@contoso.example",
                 "Client_IPAddress":"[2001:DB8::1]:443","ClientInfoString":"Client=REST;;","ResultStatus":"Succeeded"}""");
        assertThat(event.eventId()).isEqualTo("s-1");
        assertThat(event.userType()).isEqualTo(UserType.USER);
        assertThat(event.clientIp()).isEqualTo("2001:db8::1");
        assertThat(event.userAgent()).isEqualTo("Client=REST;;");
    }

    @ParameterizedTest
    @CsvSource({
        "UserLoggedIn, Failed, , SUCCESS,",
        "UserLoginFailed, Success, InvalidUserNameOrPassword, FAILURE, CREDENTIAL",
        "UserLoginFailed, Success, UserStrongAuthClientAuthNRequiredInterrupt, FAILURE, MFA",
        "UserLoginFailed, Success, BlockedByConditionalAccess, FAILURE, POLICY",
        "UserLoginFailed, Success, None, FAILURE, OTHER",
    })
    @DisplayName("of sign-ins are decided by the operation, not by ResultStatus")
    void signIns(String operation, String status, String error, Outcome outcome, FailureKind kind) {
        AuditEvent event = Decoding.event(record(
                operation,
                ",\"ResultStatus\":\"" + status + "\",\"LogonError\":\"" + (error == null ? "" : error) + "\""));
        assertThat(event.outcome()).isEqualTo(outcome);
        assertThat(event.failureKind()).isEqualTo(kind);
        assertThat(event.operationCategory()).isEqualTo(OperationCategory.AUTHENTICATION);
    }

    @Test
    @DisplayName("of a failed sign-in without a user name take it from the actor")
    void unknownUser() {
        String record = record(
                "UserLoginFailed",
                ",\"Actor\":[{\"ID\":\"0f\",\"Type\":0},{\"ID\":\"Bo@Contoso.example\",\"Type\":5}]");
        assertThat(Decoding.event(record.replace("ada@contoso.example", "Not Available"))
                        .userId())
                .isEqualTo("bo@contoso.example");
    }

    @Test
    @DisplayName("that the mail service wrote for an owner are the owner's")
    void mailboxOwner() {
        String record = record("MailItemsAccessed", ",\"MailboxOwnerUPN\":\"Bo@Contoso.example\"");
        assertThat(Decoding.event(record.replace("ada@contoso.example", "S-1-5-18"))
                        .userId())
                .isEqualTo("bo@contoso.example");
    }

    @Test
    @DisplayName("take the first address that is one")
    void junkAddress() {
        String record = record(
                "MailItemsAccessed",
                ",\"ClientIP\":\"<null>\",\"ClientIPAddress\":\"NOTANIPV4 (10.9000.0.1)\",\"ActorIpAddress\":\"203.0.113.9:51000\"");
        assertThat(Decoding.event(record).clientIp()).isEqualTo("203.0.113.9");
    }

    @Test
    @DisplayName("of Entra hide the user agent in JSON within a list, and end their operation in a full stop")
    void entraUserAgent() {
        AuditEvent event = Decoding.event(record("Update user.", """
                ,"ExtendedProperties":[{"Name":"additionalDetails","Value":"{\\"User-Agent\\":\\"curl/8\\"}"}],
                "Target":[{"ID":"User_1","Type":2},{"ID":"bo@contoso.example","Type":5}]"""));
        assertThat(event.userAgent()).isEqualTo("curl/8");
        assertThat(event.operation()).isEqualTo("Update user.");
        assertThat(event.target()).isEqualTo("bo@contoso.example");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Set-Mailbox | {\"Name\":\"ForwardingSmtpAddress\",\"Value\":\"smtp:eve@example.net\"} | true",
                "Set-Mailbox | {\"Name\":\"ForwardingSmtpAddress\",\"Value\":\"\"} | false",
                "Set-Mailbox | {\"Name\":\"AuditEnabled\",\"Value\":\"False\"} | true",
                "Set-Mailbox | {\"Name\":\"DisplayName\",\"Value\":\"Ada\"} | false",
                "New-InboxRule | {\"Name\":\"MoveToFolder\",\"Value\":\"RSS Feeds\"} | true",
                "New-InboxRule | {\"Name\":\"Name\",\"Value\":\".\"} | true",
                "New-InboxRule | {\"Name\":\"MoveToFolder\",\"Value\":\"Newsletters\"} | false",
                "New-InboxRule | {\"Name\":\"DeleteMessage\",\"Value\":\"True\"} | true",
                "New-TransportRule | {\"Name\":\"BlindCopyTo\",\"Value\":\"eve@example.net\"} | true",
                "New-TransportRule | {\"Name\":\"SetSCL\",\"Value\":\"-1\"} | false",
            })
    @DisplayName("of cmdlets are sensitive if a parameter's value says so")
    void parameters(String operation, String parameter, boolean sensitive) {
        assertThat(Decoding.event(record(operation, ",\"Parameters\":[" + parameter + "]"))
                        .sensitive())
                .isEqualTo(sensitive);
    }

    @Test
    @DisplayName("may write parameters as one string")
    void parametersAsText() {
        String text = ",\"Parameters\":\"-Identity \\\"Ada\\\" -ForwardingSmtpAddress \\\"eve@example.net\\\" -Force\"";
        AuditEvent event = Decoding.event(record("Set-Mailbox", text));
        assertThat(event.sensitive()).isTrue();
        assertThat(event.target()).isEqualTo("eve@example.net");
    }

    @ParameterizedTest
    @CsvSource({
        "Add member to role., Role.DisplayName, Global Administrator, true",
        "Add member to role., Role.DisplayName, Directory Readers, false",
        "Consent to application., ConsentContext.IsAdminConsent, True, true",
        "Consent to application., ConsentContext.IsAdminConsent, False, false",
    })
    @DisplayName("of roles and consent are sensitive by the role and by whose consent it is")
    void modifiedProperties(String operation, String property, String value, boolean sensitive) {
        String more = ",\"ModifiedProperties\":[{\"Name\":\"%s\",\"NewValue\":\"\\\"%s\\\"\",\"OldValue\":\"\"}]";
        assertThat(Decoding.event(record(operation, more.formatted(property, value)))
                        .sensitive())
                .isEqualTo(sensitive);
    }

    @ParameterizedTest
    @CsvSource({
        "eve@example.net, Guest, true",
        "eve_example.net#EXT#@contoso.example, Member, true",
        "bo@contoso.example, Member, false",
        "Finance Members, SharePointGroup, false",
    })
    @DisplayName("of sharing are sensitive if the grantee is a guest; ExternalAccess says nothing about it")
    void sharing(String target, String type, boolean sensitive) {
        AuditEvent event = Decoding.event(record(
                "AddedToSecureLink",
                ",\"ExternalAccess\":true,\"TargetUserOrGroupName\":\"" + target + "\",\"TargetUserOrGroupType\":\""
                        + type + "\""));
        assertThat(event.sensitive()).isEqualTo(sensitive);
        assertThat(event.target()).isEqualTo(target);
    }

    @Test
    @DisplayName("that lost the second factor are sensitive, and other updates of a user are not")
    void secondFactor() {
        String removed =
                ",\"ModifiedProperties\":[{\"Name\":\"StrongAuthenticationMethod\",\"OldValue\":\"[{\\\"MethodType\\\":6}]\",\"NewValue\":\"[]\"}]";
        assertThat(Decoding.event(record("Update user.", removed)).sensitive()).isTrue();
        String added =
                removed.replace("OldValue", "X").replace("NewValue", "OldValue").replace("X", "NewValue");
        assertThat(Decoding.event(record("Update user.", added)).sensitive()).isFalse();
    }

    @Test
    @DisplayName("of the service's own principals are never sensitive, of an application they are")
    void systemPrincipals() {
        String record = record("Add-MailboxPermission", "");
        assertThat(Decoding.event(record.replace("ada@contoso.example", "NT AUTHORITY\\\\SYSTEM (host)"))
                        .sensitive())
                .isFalse();
        AuditEvent application = Decoding.event(record.replace("ada@contoso.example", "ServicePrincipal_0f1e"));
        assertThat(application.userType()).isEqualTo(UserType.SERVICE);
        assertThat(application.sensitive()).isTrue();
    }

    private static String quoted(String json) {
        return '"' + json.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}

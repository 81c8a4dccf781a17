package io.auditsphere.app.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.model.detect.DetectorSet;
import io.auditsphere.model.detect.Signal;
import io.auditsphere.model.detect.UserFindings;
import io.auditsphere.model.detect.builtin.SensitiveChangeDetector;
import io.auditsphere.model.features.AuditFeatures;
import io.auditsphere.model.features.FeatureEngine;
import io.auditsphere.model.features.FeatureSettings;
import io.auditsphere.model.features.Observation;
import io.auditsphere.model.features.OrganisationTables;
import io.auditsphere.model.features.UserState;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.Severity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The same change as each provider logs it, from the native record to what the detector says of it, and beside it the
 * value that makes it everyday work. Each row is a whole act: provider, operation, and the part that holds the value.
 */
@DisplayName("A sensitive change in a native record")
class SensitiveVariantsTest {

    private static final DetectorSet DETECTOR =
            DetectorSet.of(List.of(new SensitiveChangeDetector(SensitiveChangeDetector.Settings.defaults())));

    @ParameterizedTest(name = "{0}: {1} {2} is {3}")
    @DisplayName("is judged by its value, whoever logs it")
    @CsvSource(delimiter = '|', nullValues = "-", quoteCharacter = '`', textBlock = """
            # A privileged role.
            microsoft | Add member to role.          | "ModifiedProperties":[{"Name":"Role.DisplayName","NewValue":"\\"Global Administrator\\""}]       | HIGH   | a role was given
            microsoft | Add member to role.          | "ModifiedProperties":[{"Name":"Role.DisplayName","NewValue":"\\"Helpdesk Administrator\\""}]     | -      | -
            microsoft | New-ManagementRoleAssignment | "Parameters":[{"Name":"Role","Value":"ApplicationImpersonation"}]                                | HIGH   | a role was given
            google    | admin.ASSIGN_ROLE            | {"name":"ROLE_NAME","value":"_SEED_ADMIN_ROLE"}                                                  | HIGH   | a role was given
            google    | admin.ASSIGN_ROLE            | {"name":"ROLE_NAME","value":"_READ_ONLY_ADMIN_ROLE"}                                             | -      | -
            box       | CHANGE_ADMIN_ROLE            | "additional_details":{"new_role":"co-admin"}                                                     | HIGH   | a role was given
            box       | CHANGE_ADMIN_ROLE            | "additional_details":{"new_role":"member"}                                                       | -      | -
            dropbox   | member_change_admin_role     | "new_value":{".tag":"team_admin"}                                                                | HIGH   | a role was given
            dropbox   | member_change_admin_role     | "new_value":{".tag":"member_only"}                                                               | -      | -
            aws       | AttachUserPolicy             | "policyArn":"arn:aws:iam::aws:policy/AdministratorAccess"                                        | HIGH   | a role was given
            aws       | AttachGroupPolicy            | "policyArn":"arn:aws:iam::aws:policy/AdministratorAccess"                                        | HIGH   | a role was given
            aws       | AttachUserPolicy             | "policyArn":"arn:aws:iam::aws:policy/ReadOnlyAccess"                                             | -      | -
            azure     | Add member to role           | "modifiedProperties":[{"displayName":"Role.DisplayName","newValue":"\\"Global Administrator\\""}] | HIGH   | a role was given
            azure     | Add member to role           | "modifiedProperties":[{"displayName":"Role.DisplayName","newValue":"\\"Directory Readers\\""}]    | -      | -
            # An application let in.
            microsoft | Consent to application.      | "Target":[{"Type":1,"ID":"Micros0ft Teams Sync"}],"ModifiedProperties":[{"Name":"ConsentContext.OnBehalfOfAll","NewValue":"True"}] | HIGH | looks like microsoft
            microsoft | Consent to application.      | "Target":[{"Type":1,"ID":"Notes"}],"ModifiedProperties":[{"Name":"ConsentContext.OnBehalfOfAll","NewValue":"True"}] | -    | -
            google    | token.authorize              | {"name":"app_name","value":"G00gle Backup"},{"name":"scope","multiValue":["https://mail.google.com/"]} | HIGH | looks like google
            google    | token.authorize              | {"name":"app_name","value":"Zoom"},{"name":"scope","multiValue":["https://mail.google.com/"]}    | -      | -
            box       | ENTERPRISE_APP_AUTHORIZATION_UPDATE | "additional_details":{"app_name":"Dropbx Mover"}                                          | HIGH   | looks like dropbox
            dropbox   | app_link_user                | "app_info":{"display_name":"Micr0soft Mail"}                                                     | HIGH   | looks like microsoft
            # Mail that goes elsewhere.
            microsoft | Set-Mailbox                  | "Parameters":[{"Name":"ForwardingSmtpAddress","Value":"smtp:me@freemail.example"}]               | HIGH   | mail is forwarded to "me@freemail.example"
            microsoft | Set-Mailbox                  | "Parameters":[{"Name":"ForwardingSmtpAddress","Value":"smtp:lee@example.com"}]                   | -      | -
            microsoft | Set-Mailbox                  | "Parameters":[{"Name":"MaxSendSize","Value":"35 MB"}]                                            | -      | -
            google    | user_accounts.email_forwarding_out_of_domain | {"name":"email_forwarding_destination_address","value":"me@freemail.example"}    | HIGH   | mail is forwarded
            microsoft | New-TransportRule            | "Parameters":[{"Name":"BlindCopyTo","Value":"me@freemail.example"}]                              | HIGH   | mail is forwarded
            microsoft | New-TransportRule            | "Parameters":[{"Name":"ApplyHtmlDisclaimerText","Value":"Confidential"}]                         | -      | -
            # A mail rule that hides.
            microsoft | New-InboxRule                | "Parameters":[{"Name":"Name","Value":"."},{"Name":"MoveToFolder","Value":"RSS Subscriptions"}]   | MEDIUM | a mail rule hides
            microsoft | New-InboxRule                | "Parameters":[{"Name":"Name","Value":"x"},{"Name":"MoveToFolder","Value":"Conversation History"}] | MEDIUM | a mail rule hides
            microsoft | New-InboxRule                | "Parameters":[{"Name":"Name","Value":"News"},{"Name":"MoveToFolder","Value":"Newsletters"}]      | -      | -
            # Somebody else in the mailbox.
            microsoft | Add-MailboxPermission        | "Parameters":[{"Name":"User","Value":"lee@example.com"}]                                         | MEDIUM | somebody else may use the mailbox
            microsoft | Set-Mailbox                  | "Parameters":[{"Name":"GrantSendOnBehalfTo","Value":"lee@example.com"}]                          | MEDIUM | somebody else may use the mailbox
            # Second factors off.
            microsoft | Disable Strong Authentication. | "Target":[{"Type":5,"ID":"lee@example.com"}]                                                   | HIGH   | second factors were switched off
            google    | user_accounts.2sv_disable    | {"name":"x","value":"y"}                                                                         | HIGH   | second factors were switched off
            box       | DISABLE_MULTI_FACTOR_AUTH    | "source":{"type":"user","login":"lee@example.com"}                                               | HIGH   | second factors were switched off
            dropbox   | tfa_change_status            | "new_value":{".tag":"disabled"}                                                                  | HIGH   | second factors were switched off
            dropbox   | tfa_change_status            | "new_value":{".tag":"authenticator"}                                                             | -      | -
            aws       | DeactivateMFADevice          | "serialNumber":"arn:aws:iam::1:mfa/lee"                                                          | HIGH   | second factors were switched off
            # A link for anybody: a vault of passwords, and a plan.
            microsoft | AnonymousLinkCreated         | "SourceFileName":"vault.kdbx"                                                                    | HIGH   | a link opens for anybody
            microsoft | AnonymousLinkCreated         | "SourceFileName":"plan.docx"                                                                     | -      | -
            microsoft | CompanyLinkCreated           | "SourceFileName":"vault.kdbx"                                                                    | -      | -
            google    | drive.change_document_visibility | {"name":"doc_title","value":"keys.pem"},{"name":"new_value","multiValue":["people_with_link"]} | HIGH | a link opens for anybody
            google    | drive.change_document_visibility | {"name":"doc_title","value":"keys.pem"},{"name":"new_value","multiValue":["people_within_domain_with_link"]} | - | -
            box       | SHARE                        | "source":{"item_name":"vault.kdbx","shared_link":{"access":"open"}}                              | HIGH   | a link opens for anybody
            box       | SHARE                        | "source":{"item_name":"vault.kdbx","shared_link":{"access":"company"}}                           | -      | -
            dropbox   | shared_link_change_visibility | "new_value":{".tag":"public"}                                                                   | HIGH   | a link opens for anybody
            dropbox   | shared_link_change_visibility | "new_value":{".tag":"team_only"}                                                                | -      | -
            # Trust.
            microsoft | Set federation settings on domain. | "Target":[{"Type":1,"ID":"evil.example"}]                                                  | HIGH   | another organisation or identity provider
            google    | admin.ADD_TRUSTED_DOMAINS    | {"name":"DOMAIN_NAME","value":"evil.example"}                                                    | HIGH   | another organisation or identity provider
            dropbox   | sso_change_login_url         | "new_value":"https://sso.evil.example"                                                           | HIGH   | another organisation or identity provider
            aws       | CreateSAMLProvider           | "name":"evil"                                                                                    | HIGH   | another organisation or identity provider
            azure     | Set federation settings on domain | "modifiedProperties":[]                                                                     | HIGH   | another organisation or identity provider
            # The audit log off.
            microsoft | Set-AdminAuditLogConfig      | "Parameters":[{"Name":"UnifiedAuditLogIngestionEnabled","Value":"False"}]                        | HIGH   | auditing or a protection was loosened
            microsoft | Set-AdminAuditLogConfig      | "Parameters":[{"Name":"UnifiedAuditLogIngestionEnabled","Value":"True"}]                         | -      | -
            microsoft | Set-MailboxAuditBypassAssociation | "Parameters":[{"Name":"AuditBypassEnabled","Value":"True"}]                                 | HIGH   | auditing or a protection was loosened
            microsoft | Set-Mailbox                  | "Parameters":[{"Name":"AuditEnabled","Value":"False"}]                                           | HIGH   | auditing or a protection was loosened
            aws       | StopLogging                  | "name":"trail-1"                                                                                 | HIGH   | auditing or a protection was loosened
            """)
    void judged(String provider, String operation, String value, Severity expected, String words) {
        List<Signal> signals = signals(Decoding.event(record(provider, operation, value)));

        if (expected == null) {
            assertThat(signals).extracting(Signal::text).isEmpty();
        } else {
            assertThat(signals).hasSize(1);
            assertThat(signals.get(0).severity()).isEqualTo(expected);
            assertThat(signals.get(0).text()).containsIgnoringCase(words);
        }
    }

    private static List<Signal> signals(AuditEvent event) {
        UserState user = UserState.empty();
        UserFindings findings = UserFindings.empty();
        OrganisationTables organisation = OrganisationTables.empty();
        long arrivalMs = Decoding.ARRIVAL.toEpochMilli();
        Observation observation = new FeatureEngine(FeatureSettings.defaults()).observe(event, user, arrivalMs, true);
        float[] shown = new float[AuditFeatures.WIDTH];
        AuditFeatures.shown(observation, organisation, shown, 0);
        List<Signal> signals = new ArrayList<>();
        DETECTOR.detect(event, observation, shown, organisation, findings, arrivalMs, signals);
        return signals;
    }

    /** A record as its provider writes one, as far as anything reads it. */
    private static String record(String provider, String operation, String value) {
        return switch (provider) {
            case "microsoft" -> """
                    {"CreationTime":"2026-11-20T09:30:00","Id":"m-1","Operation":"%s","UserType":0,"Workload":"Exchange",
                     "ResultStatus":"Success","UserId":"dana@example.com","ClientIP":"203.0.113.7",%s}""".formatted(operation, value);
            case "google" ->
                """
                    {"id":{"time":"2026-11-20T09:30:00.000Z","uniqueQualifier":"1","applicationName":"%s"},
                     "actor":{"callerType":"USER","email":"dana@example.com"},"ipAddress":"203.0.113.7",
                     "events":[{"type":"t","name":"%s","parameters":[%s]}]}""".formatted(
                                operation.substring(0, operation.indexOf('.')),
                                operation.substring(operation.indexOf('.') + 1),
                                value);
            case "box" -> """
                    {"type":"event","event_id":"b-1","event_type":"%s","created_at":"2026-11-20T09:30:00Z",
                     "created_by":{"type":"user","id":"7","login":"dana@example.com"},"ip_address":"203.0.113.7",%s}""".formatted(operation, value);
            case "dropbox" -> """
                    {"timestamp":"2026-11-20T09:30:00Z","event_category":{".tag":"sharing"},"event_type":{".tag":"%s"},
                     "actor":{".tag":"admin","admin":{".tag":"team_member","email":"dana@example.com"}},
                     "origin":{"geo_location":{"ip_address":"203.0.113.7"}},
                     "assets":[{".tag":"file","display_name":"vault.kdbx"}],"details":{%s}}""".formatted(operation, value);
            case "aws" -> """
                    {"eventVersion":"1.11","eventTime":"2026-11-20T09:30:00Z","eventSource":"iam.amazonaws.com",
                     "eventName":"%s","eventID":"a-1","sourceIPAddress":"203.0.113.7",
                     "userIdentity":{"type":"IAMUser","userName":"dana","arn":"arn:aws:iam::1:user/dana"},
                     "requestParameters":{"userName":"lee",%s}}""".formatted(operation, value);
            case "azure" -> """
                    {"time":"2026-11-20T09:30:00Z","category":"AuditLogs","operationName":"%1$s","tenantId":"t-1",
                     "resultType":"","correlationId":"c","properties":{"id":"z-1","activityDateTime":"2026-11-20T09:30:00Z",
                     "activityDisplayName":"%1$s","result":"success","initiatedBy":{"user":
                     {"userPrincipalName":"dana@example.com","ipAddress":"203.0.113.7"}},
                     "targetResources":[{"type":"User","userPrincipalName":"lee@example.com",%2$s}]}}""".formatted(operation, value);
            default -> throw new IllegalArgumentException(provider);
        };
    }
}

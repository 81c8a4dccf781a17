package io.auditsphere.app.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The rules by which a value decides whether an act is sensitive, a test a rule: true for the worse, false for the
 * better, and null, which leaves it to the catalogue, where the value is not there.
 */
@DisplayName("Sensitive by value is")
class ValueRulesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"Parameters\":[{\"Name\":\"ForwardingSmtpAddress\",\"Value\":\"smtp:eve@example.net\"}]} | true",
                "{\"Parameters\":[{\"Name\":\"ForwardingAddress\",\"Value\":\"eve\"}]} | true",
                "{\"Parameters\":[{\"Name\":\"GrantSendOnBehalfTo\",\"Value\":\"eve\"}]} | true",
                "{\"Parameters\":[{\"Name\":\"AuditEnabled\",\"Value\":\"False\"}]} | true",
                "{\"Parameters\":[{\"Name\":\"ForwardingSmtpAddress\",\"Value\":\"\"}]} | false",
                "{\"Parameters\":[{\"Name\":\"AuditEnabled\",\"Value\":\"True\"}]} | false",
                "{\"Parameters\":[{\"Name\":\"DisplayName\",\"Value\":\"Ada\"}]} | false",
                "{} |"
            })
    @DisplayName("a mailbox that forwards, lets another write in its owner's name or is audited no more")
    void mailboxOpened(String record, Boolean sensitive) {
        assertThat(MicrosoftSensitivity.mailboxOpened(json(record))).isEqualTo(sensitive);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"Parameters\":[{\"Name\":\"ForwardTo\",\"Value\":\"eve@example.net\"}]} | true",
                "{\"Parameters\":[{\"Name\":\"RedirectTo\",\"Value\":\"eve@example.net\"}]} | true",
                "{\"Parameters\":[{\"Name\":\"ForwardAsAttachmentTo\",\"Value\":\"eve@example.net\"}]} | true",
                "{\"Parameters\":[{\"Name\":\"DeleteMessage\",\"Value\":\"True\"}]} | true",
                "{\"Parameters\":[{\"Name\":\"MoveToFolder\",\"Value\":\"RSS Feeds\"}]} | true",
                "{\"Parameters\":[{\"Name\":\"MoveToFolder\",\"Value\":\"Archive\"}]} | true",
                "{\"Parameters\":[{\"Name\":\"Name\",\"Value\":\".\"}]} | true",
                "{\"Parameters\":[{\"Name\":\"DeleteMessage\",\"Value\":\"False\"}]} | false",
                "{\"Parameters\":[{\"Name\":\"MoveToFolder\",\"Value\":\"Invoices\"},{\"Name\":\"Name\",\"Value\":\"Sort\"}]} | false",
                "{} |"
            })
    @DisplayName("an inbox rule that forwards, deletes, hides or has a name of one character")
    void inboxRuleHides(String record, Boolean sensitive) {
        assertThat(MicrosoftSensitivity.inboxRuleHides(json(record))).isEqualTo(sensitive);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "RuleActions | [{'ActionType':'Forward','Recipients':['eve@example.net']}] | true | eve@example.net",
                "RuleActions | [{'ActionType':'MarkAsRead'}] | false |",
                "RuleActions | [{'ActionType': 'Delete'}] | true |",
                "ServerRule | {'Actions':[{'Type':'ForwardToRecipientsAction','Recipients':[{'Values':[{'Value':'eve@example.net'}]}]}]} | true | eve@example.net",
                "ServerRule | {'Actions':[{'Type':'RedirectToRecipientsAction'}]} | true |",
                "ServerRule | {'Actions':[{'Type':'MoveToFolderAction','Folder':'RSS Feeds'}]} | true |",
                "ServerRule | {'Actions':[{'Type':'MoveToFolderAction','Folder':'Invoices'}]} | false |",
                "Actions | ForwardToRecipientsAction | true |",
                "Actions | ForwardAsAttachmentToRecipientsAction | true |",
                "Actions | PermanentDeleteAction | true |",
                "Actions | MarkAsReadAction, StopProcessingAction | false |",
                "RuleName | . | true |",
                "Name | . | true |",
                "Name | Invoices | false |",
                "RuleOperation | RemoveMailboxRule | false |"
            })
    @DisplayName("a rule that somebody set in Outlook and that forwards, redirects, deletes or hides")
    void outlookRuleHides(String property, String value, boolean sensitive, String recipient) {
        String text = value.replace('\'', '"').replace("\"", "\\\"");
        JsonValue record =
                json("{\"OperationProperties\":[{\"Name\":\"" + property + "\",\"Value\":\"" + text + "\"}]}");

        assertThat(OutlookRules.hides(record)).isEqualTo(sensitive);
        assertThat(OutlookRules.recipientOrNull(record)).isEqualTo(recipient);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"Parameters\":\"-Name \\\"x\\\" -BlindCopyTo \\\"eve@example.net\\\"\"} | true",
                "{\"Parameters\":[{\"Name\":\"RedirectMessageTo\",\"Value\":\"eve@example.net\"}]} | true",
                "{\"Parameters\":[{\"Name\":\"SetSCL\",\"Value\":\"-1\"}]} | false",
                "{} |"
            })
    @DisplayName("a transport rule that copies or redirects the organisation's mail")
    void transportRuleDiverts(String record, Boolean sensitive) {
        assertThat(MicrosoftSensitivity.transportRuleDiverts(json(record))).isEqualTo(sensitive);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"ModifiedProperties\":[{\"Name\":\"Role.DisplayName\",\"NewValue\":\"\\\"Global Administrator\\\"\"}]} | true",
                "{\"ModifiedProperties\":[{\"Name\":\"Role.DisplayName\",\"NewValue\":\"\\\"Directory Readers\\\"\"}]} | false",
                "{\"ModifiedProperties\":[]} |"
            })
    @DisplayName("Microsoft's role by its name")
    void microsoftRoleIsPrivileged(String record, Boolean sensitive) {
        assertThat(MicrosoftSensitivity.roleIsPrivileged(json(record))).isEqualTo(sensitive);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"ModifiedProperties\":[{\"Name\":\"ConsentContext.IsAdminConsent\",\"NewValue\":\"True\"}]} | true",
                "{\"ModifiedProperties\":[{\"Name\":\"ConsentContext.IsAdminConsent\",\"NewValue\":\"False\"},{\"Name\":\"ConsentContext.OnBehalfOfAll\",\"NewValue\":\"True\"}]} | true",
                "{\"ModifiedProperties\":[{\"Name\":\"ConsentContext.IsAdminConsent\",\"NewValue\":\"False\"}]} | false",
                "{} |"
            })
    @DisplayName("Microsoft's consent by an administrator or for everybody")
    void microsoftConsentIsForAll(String record, Boolean sensitive) {
        assertThat(MicrosoftSensitivity.consentIsForAll(json(record))).isEqualTo(sensitive);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"ModifiedProperties\":[{\"Name\":\"StrongAuthenticationMethod\",\"OldValue\":\"[{\\\"MethodType\\\":6}]\",\"NewValue\":\"[]\"}]} | true",
                "{\"ModifiedProperties\":[{\"Name\":\"StrongAuthenticationMethod\",\"OldValue\":\"[]\",\"NewValue\":\"[{\\\"MethodType\\\":6}]\"}]} | false",
                "{} | false"
            })
    @DisplayName("Microsoft's second factor that was there and is not")
    void secondFactorRemoved(String record, Boolean sensitive) {
        assertThat(MicrosoftSensitivity.secondFactorRemoved(json(record))).isEqualTo(sensitive);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"TargetUserOrGroupName\":\"eve@example.net\",\"TargetUserOrGroupType\":\"Guest\"} | true",
                "{\"TargetUserOrGroupName\":\"partner\",\"TargetUserOrGroupType\":\"Partner\"} | true",
                "{\"TargetUserOrGroupName\":\"eve_example.net#EXT#@contoso.example\",\"TargetUserOrGroupType\":\"Member\"} | true",
                "{\"TargetUserOrGroupName\":\"eve@example.net\"} | true",
                "{\"TargetUserOrGroupName\":\"bo@contoso.example\",\"TargetUserOrGroupType\":\"Member\",\"ExternalAccess\":true} | false",
                "{\"TargetUserOrGroupName\":\"Finance Members\",\"TargetUserOrGroupType\":\"SharePointGroup\"} | false",
                "{} |"
            })
    @DisplayName("a share with a guest or another domain, whatever ExternalAccess says")
    void microsoftSharedOutside(String record, Boolean sensitive) {
        assertThat(MicrosoftSensitivity.sharedOutside(sharedBy("ada@contoso.example", record), json(record)))
                .isEqualTo(sensitive);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[{\"name\":\"visibility_change\",\"value\":\"external\"}] | true",
                "[{\"name\":\"new_value\",\"multiValue\":[\"people_with_link\"]}] | true",
                "[{\"name\":\"new_value\",\"multiValue\":[\"public_on_the_web\"]}] | true",
                "[{\"name\":\"target_user\",\"value\":\"eve@example.net\"}] | true",
                "[{\"name\":\"target_domain\",\"value\":\"all\"}] | true",
                "[{\"name\":\"target_domain\",\"value\":\"example.com\"}] | false",
                "[{\"name\":\"new_value\",\"multiValue\":[\"people_within_domain_with_link\"]}] | false",
                "[{\"name\":\"visibility_change\",\"value\":\"internal\"}] | false",
                "[{\"name\":\"primary_event\",\"boolValue\":false},{\"name\":\"visibility_change\",\"value\":\"external\"}] | false",
                "[] |"
            })
    @DisplayName("a document that became visible outside")
    void openedOutside(String record, Boolean sensitive) {
        assertThat(GoogleSensitivity.openedOutside(by("ada@example.com"), parameters(record)))
                .isEqualTo(sensitive);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[{\"name\":\"scope\",\"multiValue\":[\"openid\",\"https://mail.google.com/\"]}] | true",
                "[{\"name\":\"scope\",\"multiValue\":[\"https://www.googleapis.com/auth/drive\"]}] | true",
                "[{\"name\":\"scope\",\"multiValue\":[\"openid\",\"email\"]}] | false",
                "[] |"
            })
    @DisplayName("an application that may read mail or files, or administer")
    void grantsBroadly(String record, Boolean sensitive) {
        assertThat(GoogleSensitivity.grantsBroadly(parameters(record))).isEqualTo(sensitive);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[{\"name\":\"SETTING_NAME\",\"value\":\"SHARING_OUTSIDE_DOMAIN\"}] | true",
                "[{\"name\":\"SETTING_NAME\",\"value\":\"Password Management - Enable password reuse\"}] | true",
                "[{\"name\":\"SETTING_NAME\",\"value\":\"Theme colour\"}] | false",
                "[] |"
            })
    @DisplayName("a setting about who outside gets what or how people sign in")
    void settingIsTelling(String record, Boolean sensitive) {
        assertThat(GoogleSensitivity.settingIsTelling(parameters(record))).isEqualTo(sensitive);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[{\"name\":\"grantee_email\",\"value\":\"__public_principal__@public.calendar.google.com\"},{\"name\":\"access_level\",\"value\":\"read\"}] | true",
                "[{\"name\":\"grantee_email\",\"value\":\"__public_principal__@public.calendar.google.com\"},{\"name\":\"access_level\",\"value\":\"none\"}] | false",
                "[{\"name\":\"grantee_email\",\"value\":\"bo@example.com\"},{\"name\":\"access_level\",\"value\":\"owner\"}] | false",
                "[] |"
            })
    @DisplayName("a calendar that everybody on the internet may see")
    void calendarIsPublic(String record, Boolean sensitive) {
        assertThat(GoogleSensitivity.calendarIsPublic(parameters(record))).isEqualTo(sensitive);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"source\":{\"shared_link\":{\"access\":\"open\"}}} | true",
                "{\"source\":{\"shared_link\":{\"access\":\"company\"}}} | false",
                "{\"source\":{\"shared_link\":{\"access\":\"collaborators\"}}} | false",
                "{\"source\":null} |"
            })
    @DisplayName("Box's link that anybody may open")
    void boxLinkIsOpen(String record, Boolean sensitive) {
        assertThat(BoxSensitivity.linkIsOpen(json(record))).isEqualTo(sensitive);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"accessible_by\":{\"login\":\"eve@example.net\"}} | true",
                "{\"accessible_by\":{\"login\":\"Bo@Example.com\"}} | false",
                "{} |"
            })
    @DisplayName("Box's collaborator of another domain")
    void collaboratorIsForeign(String record, Boolean sensitive) {
        assertThat(BoxSensitivity.collaboratorIsForeign(by("ada@example.com"), json(record)))
                .isEqualTo(sensitive);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"new_role\":\"coadmin\"} | true",
                "{\"role\":\"Group Admin\"} | true",
                "{\"new_role\":\"user\"} | false",
                "{} |"
            })
    @DisplayName("Box's role that administers")
    void boxRoleIsAdministrative(String record, Boolean sensitive) {
        assertThat(BoxSensitivity.roleIsAdministrative(json(record))).isEqualTo(sensitive);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"new_value\":{\".tag\":\"disabled\"}} | true",
                "{\"new_value\":{\".tag\":\"optional\"}} | true",
                "{\"new_value\":{\".tag\":\"authenticator\"}} | false",
                "{\"new_value\":{\".tag\":\"required\"}} | false",
                "{} |"
            })
    @DisplayName("Dropbox's second factor that is off or optional from now on")
    void secondFactorWeakened(String record, Boolean sensitive) {
        assertThat(DropboxSensitivity.secondFactorWeakened(value(record))).isEqualTo(sensitive);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"new_value\":{\".tag\":\"public\"}} | true",
                "{\"new_value\":{\".tag\":\"team_only\"}} | false",
                "{} |"
            })
    @DisplayName("Dropbox's link that anybody may open")
    void dropboxLinkIsPublic(String record, Boolean sensitive) {
        assertThat(DropboxSensitivity.linkIsPublic(value(record))).isEqualTo(sensitive);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"new_value\":{\".tag\":\"team_admin\"}} | true",
                "{\"new_value\":{\".tag\":\"member_only\"}} | false",
                "{} |"
            })
    @DisplayName("Dropbox's role that administers")
    void dropboxRoleIsAdministrative(String record, Boolean sensitive) {
        assertThat(DropboxSensitivity.roleIsAdministrative(value(record))).isEqualTo(sensitive);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"{\"involve_non_team_member\":true} | true", "{\"involve_non_team_member\":false} | false", "{} |"
            })
    @DisplayName("somebody let in who is not of the Dropbox team")
    void invitedOutside(String record, Boolean sensitive) {
        assertThat(DropboxSensitivity.invitedOutside("shared_content_add_member", json(record)))
                .isEqualTo(sensitive);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"userIdentity\":{\"type\":\"Root\"},\"additionalEventData\":{\"MFAUsed\":\"Yes\"}} | true",
                "{\"userIdentity\":{\"type\":\"IAMUser\"},\"additionalEventData\":{\"MFAUsed\":\"No\"}} | true",
                "{\"userIdentity\":{\"type\":\"IAMUser\"},\"additionalEventData\":{\"MFAUsed\":\"Yes\"}} | false",
                "{\"userIdentity\":{\"type\":\"AssumedRole\"},\"additionalEventData\":{\"MFAUsed\":\"No\"}} | false"
            })
    @DisplayName("a console login of the root, or without a second factor that AWS would have asked for")
    void loginIsWeak(String record, Boolean sensitive) {
        assertThat(AwsSensitivity.loginIsWeak(json(record))).isEqualTo(sensitive);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"createVolumePermission\":{\"add\":{\"items\":[{\"group\":\"all\"}]}}} | true",
                "{\"launchPermission\":{\"add\":{\"items\":[{\"userId\":\"210987654321\"}]}}} | true",
                "{\"launchPermission\":{\"remove\":{\"items\":[{\"group\":\"all\"}]}}} | false",
                "{\"attributeType\":\"description\"} |"
            })
    @DisplayName("an image or a snapshot for other accounts")
    void awsSharedOutside(String record, Boolean sensitive) {
        assertThat(AwsSensitivity.sharedOutside(json(record))).isEqualTo(sensitive);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"ipPermissions\":{\"items\":[{\"ipRanges\":{\"items\":[{\"cidrIp\":\"0.0.0.0/0\"}]}}]}} | true",
                "{\"ipPermissions\":{\"items\":[{\"ipv6Ranges\":{\"items\":[{\"cidrIpv6\":\"::/0\"}]}}]}} | true",
                "{\"ipPermissions\":{\"items\":[{\"ipRanges\":{\"items\":[{\"cidrIp\":\"203.0.113.0/24\"}]}}]}} | false"
            })
    @DisplayName("a firewall rule that admits every address")
    void opensToTheWorld(String record, Boolean sensitive) {
        assertThat(AwsSensitivity.opensToTheWorld(json(record))).isEqualTo(sensitive);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"VersioningConfiguration\":{\"Status\":\"Suspended\"}} | true",
                "{\"VersioningConfiguration\":{\"Status\":\"Enabled\"}} | false",
                "{} |"
            })
    @DisplayName("a bucket that keeps no versions from now on")
    void versioningSuspended(String record, Boolean sensitive) {
        assertThat(AwsSensitivity.versioningSuspended(json(record))).isEqualTo(sensitive);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"{\"enable\":false} | true", "{\"enable\":true} | false", "{} |"})
    @DisplayName("threat detection that is off from now on")
    void detectorOff(String record, Boolean sensitive) {
        assertThat(AwsSensitivity.detectorOff(json(record))).isEqualTo(sensitive);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"PublicAccessBlockConfiguration\":{\"BlockPublicAcls\":true,\"IgnorePublicAcls\":true,\"BlockPublicPolicy\":false,\"RestrictPublicBuckets\":true}} | true",
                "{\"PublicAccessBlockConfiguration\":{\"BlockPublicAcls\":true,\"IgnorePublicAcls\":true,\"BlockPublicPolicy\":true,\"RestrictPublicBuckets\":true}} | false",
                "{} |"
            })
    @DisplayName("a block of public access that is lifted")
    void blockLifted(String record, Boolean sensitive) {
        assertThat(AwsSensitivity.blockLifted(json(record))).isEqualTo(sensitive);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"targetResources\":[{\"modifiedProperties\":[{\"displayName\":\"Role.DisplayName\",\"newValue\":\"\\\"Security Administrator\\\"\"}]}]} | true",
                "{\"targetResources\":[{\"modifiedProperties\":[{\"displayName\":\"Role.DisplayName\",\"newValue\":\"\\\"Reports Reader\\\"\"}]}]} | false",
                "{} |"
            })
    @DisplayName("Entra's role by its name")
    void entraRoleIsPrivileged(String record, Boolean sensitive) {
        assertThat(AzureSensitivity.roleIsPrivileged(json(record))).isEqualTo(sensitive);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"targetResources\":[{\"modifiedProperties\":[{\"displayName\":\"ConsentContext.OnBehalfOfAll\",\"newValue\":\"\\\"True\\\"\"}]}]} | true",
                "{\"targetResources\":[{\"modifiedProperties\":[{\"displayName\":\"ConsentContext.IsAdminConsent\",\"newValue\":\"\\\"False\\\"\"}]}]} | false",
                "{} |"
            })
    @DisplayName("Entra's consent by an administrator or for everybody")
    void entraConsentIsForAll(String record, Boolean sensitive) {
        assertThat(AzureSensitivity.consentIsForAll(json(record))).isEqualTo(sensitive);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"targetResources\":[{\"modifiedProperties\":[{\"displayName\":\"DelegatedPermissionGrant.ConsentType\",\"newValue\":\"\\\"AllPrincipals\\\"\"}]}]} | true",
                "{\"targetResources\":[{\"modifiedProperties\":[{\"displayName\":\"DelegatedPermissionGrant.ConsentType\",\"newValue\":\"\\\"Principal\\\"\"}]}]} | false"
            })
    @DisplayName("a delegated permission for every user")
    void grantIsForAll(String record, Boolean sensitive) {
        assertThat(AzureSensitivity.grantIsForAll(json(record))).isEqualTo(sensitive);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"additionalDetails\":[{\"key\":\"Action\",\"value\":\"Microsoft.Authorization/elevateAccess/action\"}]} | true",
                "{\"additionalDetails\":[{\"key\":\"Action\",\"value\":\"Microsoft.Authorization/roleAssignments/read\"}]} | false",
                "{} | false"
            })
    @DisplayName("access to every subscription that an administrator gave himself")
    void elevatesAccess(String record, Boolean sensitive) {
        assertThat(AzureSensitivity.elevatesAccess(json(record))).isEqualTo(sensitive);
    }

    private static JsonValue json(String text) {
        try {
            return JsonText.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GoogleParameters parameters(String list) {
        return GoogleParameters.ofList(json(list));
    }

    private static String value(String details) {
        return DropboxSensitivity.newValueOrNull(json(details));
    }

    private static EventDraft by(String user) {
        EventDraft draft = new EventDraft();
        draft.userId = user;
        return draft;
    }

    private static EventDraft sharedBy(String user, String record) {
        EventDraft draft = by(user);
        draft.target = Fields.text(json(record), "TargetUserOrGroupName");
        return draft;
    }
}

package io.auditsphere.app.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.OperationCategory;
import io.auditsphere.schemas.Outcome;
import io.auditsphere.schemas.UserType;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What real exports of Google, Box, Dropbox and the clouds do to readers that believe their names; a test each. */
@DisplayName("The other providers' traps:")
class NativeTrapsTest {

    private static AuditEvent google(String application, String actor, String event) {
        return Decoding.event("{\"kind\":\"admin#reports#activity\",\"id\":{\"time\":\"2026-11-20T09:30:00Z\","
                + "\"uniqueQualifier\":\"-7312729053723258069\",\"applicationName\":\"" + application + "\"},\"actor\":"
                + actor
                + ",\"events\":[" + event + "]}");
    }

    private static AuditEvent drive(String event) {
        return google("drive", "{\"email\":\"ada@example.com\"}", event);
    }

    @Test
    @DisplayName(
            "Google's unique qualifier is a negative 64-bit number in text, and as a number it must not be rounded")
    void googleQualifierKeepsAllDigits() {
        String record = NativeFixtures.record("google/drive-download");
        String asNumber = record.replace("\"-7312729053723258069\"", "-7312729053723258069");
        assertThat(asNumber).isNotEqualTo(record);
        assertThat(Decoding.event(record).eventId())
                .contains("/-7312729053723258069/")
                .isEqualTo(Decoding.event(asNumber).eventId());
    }

    @Test
    @DisplayName("one Google activity holds several events, each with an id of its own")
    void googleActivityHoldsSeveralEvents() {
        List<AuditEvent> events = Decoding.events(NativeFixtures.record("google/admin-setting"));
        assertThat(events).hasSize(2);
        assertThat(events).extracting(AuditEvent::eventId).doesNotHaveDuplicates();
        assertThat(events).extracting(AuditEvent::sensitive).containsExactly(true, false);
    }

    @Test
    @DisplayName("one Google name means two acts in two applications")
    void googleNameBelongsToItsApplication() {
        AuditEvent group = google("groups", "{\"email\":\"ada@example.com\"}", "{\"name\":\"add_user\"}");
        AuditEvent mail = google("gmail", "{\"email\":\"ada@example.com\"}", "{\"name\":\"delivery\"}");
        AuditEvent login =
                google("login", "{\"email\":\"ada@example.com\"}", "{\"name\":\"email_forwarding_out_of_domain\"}");
        AuditEvent account = google(
                "user_accounts", "{\"email\":\"ada@example.com\"}", "{\"name\":\"email_forwarding_out_of_domain\"}");
        assertThat(group.attributes()).containsEntry("application", "groups");
        assertThat(group.eventId()).isNotEqualTo(mail.eventId());
        assertThat(login.operationCategory()).isEqualTo(OperationCategory.AUTHENTICATION);
        assertThat(account.operationCategory()).isEqualTo(OperationCategory.ADMIN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"value\":\"private\" | private",
                "\"boolValue\":true | true",
                "\"intValue\":\"9007199254740993\" | 9007199254740993",
                "\"multiValue\":[\"a\",\"b\"] | a,b",
                "\"multiIntValue\":[\"1\",\"2\"] | 1,2",
                "\"messageValue\":{\"parameter\":[{\"name\":\"a\",\"value\":\"1\"},{\"name\":\"b\",\"multiValue\":[\"2\",\"3\"]}]} | a=1;b=2,3",
                "\"multiMessageValue\":[{\"parameter\":[{\"name\":\"a\",\"intValue\":\"1\"}]},{\"parameter\":[{\"name\":\"b\",\"boolValue\":false}]}] | a=1,b=false",
                "\"label\":\"no value at all\" |",
            })
    @DisplayName("a Google parameter has one of seven kinds of value, or none")
    void googleParameterKinds(String value, String text) {
        AuditEvent event = drive("{\"name\":\"view\",\"parameters\":[{\"name\":\"visibility\"," + value + "}]}");
        assertThat(event.attributes().get("visibility")).isEqualTo(text);
    }

    @Test
    @DisplayName("Beats makes the list of events a single object")
    void beatsMakesEventsAnObject() {
        assertThat(Decoding.event(NativeFixtures.record("google/beats-single-event"))
                        .operation())
                .isEqualTo("login_success");
    }

    @Test
    @DisplayName("Cloud Logging receives an hour and a half after the event and calls lists by other names")
    void cloudLoggingReceivesLate() {
        AuditEvent event = Decoding.event(NativeFixtures.record("google/cloud-logging-login"));
        assertThat(event.creationTime()).isEqualTo(Instant.parse("2026-11-20T09:30:00Z"));
        assertThat(event.operation()).isEqualTo("login_success");
    }

    @Test
    @DisplayName("Google's owner domain is the resource's, not the actor's")
    void googleOwnerDomainIsNotTheActors() {
        AuditEvent event = Decoding.event(NativeFixtures.record("google/drive-download"));
        assertThat(event.userType()).isEqualTo(UserType.USER);
        assertThat(event.attributes()).containsEntry("owner_domain", "partner.example");
    }

    @Test
    @DisplayName("one share in Drive is three events, of which one is the act")
    void googleCompanionsAreNotActs() {
        List<AuditEvent> events = Decoding.events(NativeFixtures.record("google/drive-share-outside"));
        assertThat(events).extracting(AuditEvent::sensitive).containsExactly(true, false);
        assertThat(events)
                .extracting(event -> event.attributes().get("correlation_id"))
                .as("what lets the act count once")
                .containsOnly("-7312729053723258069");
    }

    @Test
    @DisplayName("a visitor of Drive who is not signed in has no address")
    void driveVisitorHasNoAddress() {
        AuditEvent event = google("drive", "{}", "{\"name\":\"view\"}");
        assertThat(event.userId()).isEqualTo("anonymous");
        assertThat(event.userType()).isEqualTo(UserType.GUEST);
    }

    @Test
    @DisplayName("Google's own SYSTEM acts with a key, and the user in a parameter is whom it was done to")
    void googleSystemActsOnUsers() {
        AuditEvent event = Decoding.event(NativeFixtures.record("google/admin-group-member"));
        assertThat(event.userId()).isEqualTo("system");
        assertThat(event.userType()).isEqualTo(UserType.SERVICE);
        assertThat(event.target()).isEqualTo("bo@example.com");
    }

    @ParameterizedTest
    @CsvSource({
        "chrome-login-failure, bo@example.com",
        "mobile-sync, bo@example.com",
        "meet-external, guest@partner.example"
    })
    @DisplayName("a device's or a call's user stands in a parameter")
    void googleUserInParameter(String fixture, String user) {
        assertThat(Decoding.event(NativeFixtures.record("google/" + fixture)).userId())
                .isEqualTo(user);
    }

    @Test
    @DisplayName("Box writes local time with its offset")
    void boxTimeHasAnOffset() {
        assertThat(Decoding.event(NativeFixtures.record("box/admin-upload")).creationTime())
                .isEqualTo(Instant.parse("2026-11-20T09:30:00Z"))
                .isEqualTo(Decoding.event(NativeFixtures.record("box/user-stream-upload"))
                        .creationTime());
    }

    @ParameterizedTest
    @CsvSource({
        "UPLOAD, ITEM_UPLOAD",
        "DOWNLOAD, ITEM_DOWNLOAD",
        "DELETE, ITEM_TRASH",
        "SHARE, ITEM_SHARED_CREATE",
        "COLLABORATION_INVITE, COLLAB_INVITE_COLLABORATOR"
    })
    @DisplayName("Box has two words for one act")
    void boxHasTwoVocabularies(String admin, String user) {
        String event =
                "{\"type\":\"event\",\"event_id\":\"b\",\"event_type\":\"%s\",\"created_at\":\"2026-11-20T09:30:00Z\","
                        + "\"created_by\":{\"login\":\"ada@example.com\"},\"accessible_by\":{\"login\":\"eve@example.net\"},"
                        + "\"source\":{\"shared_link\":{\"access\":\"open\"}}}";
        AuditEvent first = Decoding.event(event.formatted(admin));
        AuditEvent second = Decoding.event(event.formatted(user));
        assertThat(first.operationCategory()).isEqualTo(second.operationCategory());
        assertThat(first.sensitive()).isEqualTo(second.sensitive());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"service_name\":\"Box Drive\"}",
                "\"{\\\"service_name\\\":\\\"Box Drive\\\"}\"",
                "null",
                "\"free text\""
            })
    @DisplayName("Box's additional details are an object, JSON in text, null or something else")
    void boxDetailsInFourForms(String details) {
        AuditEvent event = Decoding.event(
                "{\"type\":\"event\",\"event_id\":\"b\",\"event_type\":\"UPLOAD\",\"created_at\":\"2026-11-20T09:30:00Z\","
                        + "\"created_by\":{\"login\":\"ada@example.com\"},\"source\":null,\"additional_details\":"
                        + details + "}");
        assertThat(event.userAgent()).isEqualTo(details.contains("Box Drive") ? "Box Drive" : null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "\"2\""})
    @DisplayName("Box's user 2 is whoever is not signed in, and ids are numbers or text")
    void boxUserTwoIsNobody(String id) {
        AuditEvent event = Decoding.event(
                "{\"type\":\"event\",\"event_id\":\"b\",\"event_type\":\"PREVIEW\",\"created_at\":\"2026-11-20T09:30:00Z\","
                        + "\"created_by\":{\"id\":" + id
                        + ",\"name\":\"Unknown User\",\"login\":\"\"},\"ip_address\":\"Unknown IP\"}");
        assertThat(event.userId()).isEqualTo("anonymous");
        assertThat(event.userType()).isEqualTo(UserType.GUEST);
        assertThat(event.clientIp()).isNull();
    }

    @Test
    @DisplayName("a Shield alert comes from a bot and is about somebody else, whose place is numbers in text")
    void shieldAlertIsNotTheBots() {
        AuditEvent event = Decoding.event(NativeFixtures.record("box/shield-alert"));
        assertThat(event.userId()).isEqualTo("bo@example.com");
        assertThat(event.latitude()).isEqualTo(52.5);
        String nameless = NativeFixtures.record("box/shield-alert").replace("Bo@example.com", "");
        assertThat(Decoding.record(nameless).rejections())
                .as("about nobody, it is no event of the bot's")
                .extracting(Rejection::field)
                .containsExactly("user_id");
    }

    @Test
    @DisplayName("an administrator who acts as a user is named beside him")
    void boxActionByIsAnAdministrator() {
        AuditEvent event = Decoding.event(NativeFixtures.record("box/change-admin-role"));
        assertThat(event.userType()).isEqualTo(UserType.ADMIN);
        assertThat(event.attributes()).containsEntry("action_by", "admin@example.com");
        assertThat(Decoding.event(NativeFixtures.record("box/failed-login")).userType())
                .as("action_by null")
                .isEqualTo(UserType.USER);
    }

    @Test
    @DisplayName("a Dropbox event has no id, and the same event in another order of names has the same")
    void dropboxEventHasNoId() {
        String event =
                "{\"timestamp\":\"2026-11-20T09:30:00Z\",\"event_type\":{\".tag\":\"logout\"},\"actor\":{\".tag\":\"user\","
                        + "\"user\":{\"email\":\"ada@example.com\"}}}";
        String turned =
                "{\"actor\":{\"user\":{\"email\":\"ada@example.com\"},\".tag\":\"user\"},\"event_type\":{\".tag\":\"logout\"},"
                        + "\"timestamp\":\"2026-11-20T09:30:00Z\"}";
        assertThat(Decoding.event(event).eventId())
                .startsWith("sha256:")
                .isEqualTo(Decoding.event(turned).eventId())
                .isNotEqualTo(Decoding.event(event.replace("09:30", "09:31")).eventId());
    }

    @Test
    @DisplayName("a name with a dot in it becomes another name after some collectors, and the id stays")
    void dropboxTagWithoutItsDot() {
        String dotted = NativeFixtures.record("dropbox/file-download");
        assertThat(Decoding.event(dotted.replace("\".tag\"", "\"_tag\""))).isEqualTo(Decoding.event(dotted));
    }

    @ParameterizedTest
    @CsvSource({
        "tfa_change_status, authenticator, false",
        "tfa_change_status, disabled, true",
        "tfa_change_policy, required, false",
        "tfa_change_policy, optional, true",
        "shared_link_change_visibility, public, true",
        "shared_link_change_visibility, team_only, false",
        "member_change_admin_role, team_admin, true",
        "member_change_admin_role, member_only, false",
    })
    @DisplayName("a changed setting has one name for better and for worse, and the new value says which")
    void dropboxNewValueDecides(String operation, String value, boolean sensitive) {
        AuditEvent event =
                Decoding.event("{\"timestamp\":\"2026-11-20T09:30:00Z\",\"event_type\":{\".tag\":\"" + operation
                        + "\"},\"actor\":{\".tag\":\"user\",\"user\":{\"email\":\"ada@example.com\"}},\"details\":{\"new_value\":{\".tag\":\""
                        + value + "\"}}}");
        assertThat(event.sensitive()).isEqualTo(sensitive);
    }

    @Test
    @DisplayName("a stranger in Dropbox may have a name and no address, and a place no coordinates")
    void dropboxStrangerHasNoAddress() {
        AuditEvent event = Decoding.event(NativeFixtures.record("dropbox/invitation-outside"));
        assertThat(event.target()).isEqualTo("Eve");
        assertThat(event.sensitive()).isTrue();
        assertThat(event.city()).isEqualTo("Berlin");
        assertThat(event.latitude()).isNull();
    }

    @Test
    @DisplayName("a failed Dropbox sign-in is by nobody and about somebody")
    void dropboxFailedLoginIsAboutSomebody() {
        AuditEvent event = Decoding.event(NativeFixtures.record("dropbox/login-failed"));
        assertThat(event.userId()).isEqualTo("bo@example.com");
        assertThat(event.userType()).isEqualTo(UserType.USER);
        assertThat(event.outcome()).isEqualTo(Outcome.FAILURE);
    }

    @Test
    @DisplayName("an AWS address is a service's name, and its agent stands in brackets")
    void awsAddressIsAName() {
        assertThat(Decoding.event(NativeFixtures.record("aws/by-service")).clientIp())
                .isNull();
        assertThat(Decoding.event(NativeFixtures.record("aws/access-denied")).clientIp())
                .isNull();
        assertThat(Decoding.event(NativeFixtures.record("aws/get-object")).userAgent())
                .isEqualTo("aws-cli/2.17.0");
    }

    @Test
    @DisplayName("what an AWS service did on its own has no identity but the service's")
    void awsServiceEventHasNoIdentity() {
        AuditEvent event = Decoding.event(NativeFixtures.record("aws/service-event"));
        assertThat(event.userId()).isEqualTo("kms.amazonaws.com");
        assertThat(event.userType()).isEqualTo(UserType.SERVICE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"resultType\":\"0\" | SUCCESS",
                "\"resultType\":0 | SUCCESS",
                "\"resultType\":\"Success\" | SUCCESS",
                "\"RESULTTYPE\":\"Failed\" | FAILURE",
                "\"resultType\":50126 | FAILURE",
            })
    @DisplayName("Azure's result is a number, a number in text or a word, under a name of any case")
    void azureResultInManyForms(String result, Outcome outcome) {
        AuditEvent event =
                Decoding.event("{\"time\":\"2026-11-20T09:30:00Z\",\"operationName\":{\"value\":\"Sign-in activity\","
                        + "\"localizedValue\":\"x\"},\"category\":\"SignInLogs\",\"calleripaddress\":\"203.0.113.7\","
                        + "\"properties\":\"{\\\"userPrincipalName\\\":\\\"ada@contoso.example\\\"}\"," + result + "}");
        assertThat(event.outcome()).isEqualTo(outcome);
        assertThat(event.operation()).as("a name that is an object").isEqualTo("Sign-in activity");
        assertThat(event.userId()).as("properties as text").isEqualTo("ada@contoso.example");
        assertThat(event.clientIp()).as("a name in another case").isEqualTo("203.0.113.7");
    }

    @Test
    @DisplayName("that a program made by itself, with a token that it had, is told from a person's")
    void tokensThatRenewThemselves() {
        String signIn = NativeFixtures.record("azure/entra-sign-in");
        assertThat(signIn).contains("\"isInteractive\": true");

        assertThat(Decoding.event(signIn).attributes()).doesNotContainKey("interactive");
        assertThat(Decoding.event(signIn.replace("\"isInteractive\": true", "\"isInteractive\": false"))
                        .attributes())
                .containsEntry("interactive", "false");
    }

    @Test
    @DisplayName("an Entra record is written minutes after the sign-in that it is about")
    void entraRecordIsWrittenLater() {
        assertThat(Decoding.event(NativeFixtures.record("azure/entra-sign-in")).creationTime())
                .isEqualTo(Instant.parse("2026-11-20T09:28:00.5Z"));
    }

    @Test
    @DisplayName("a managed cluster's audit event is text within a record that says nothing")
    void kubernetesAuditWithinAzure() {
        AuditEvent event = Decoding.event(NativeFixtures.record("azure/kubernetes-audit"));
        assertThat(event.operation()).isEqualTo("create pods/exec");
        assertThat(event.userId()).isEqualTo("bo.li@contoso.example");
        assertThat(event.sensitive()).isTrue();
    }

    @Test
    @DisplayName("an Oracle operation that takes long is audited when it begins and when it ends")
    void ociOperationBeginsAndEnds() {
        String record =
                NativeFixtures.record("oci/terminate-instance").replace("\"eventName\": \"TerminateInstance\",", "");
        assertThat(Decoding.event(record).operation()).isEqualTo("TerminateInstance");
    }
}

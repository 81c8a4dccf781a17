package io.auditsphere.app.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.model.features.AuditFeatures;
import io.auditsphere.model.features.FeatureEngine;
import io.auditsphere.model.features.FeatureSettings;
import io.auditsphere.model.features.Observation;
import io.auditsphere.model.features.OrganisationTables;
import io.auditsphere.model.features.UserState;
import io.auditsphere.schemas.AuditEvent;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * From what a provider writes to the two features that say whether somebody outside acts, or is let in. The organisation
 * is contoso.example.
 */
class ExternalActsTest {

    private static final FeatureEngine ENGINE = new FeatureEngine(ownDomains(FeatureSettings.defaults()));

    static Stream<Arguments> acts() {
        return Stream.of(
                act("a member reads", 0, 0, microsoft("FileAccessed", "Ana@Contoso.example", "")),
                act(
                        "a guest reads",
                        1,
                        1,
                        microsoft("FileAccessed", "kim_fabrikam.example#EXT#@contoso.onmicrosoft.example", "")),
                act("an anonymous visitor reads", 1, 1, microsoft("FileAccessed", "urn:spo:anon#f00", "")),
                act(
                        "a guest is invited",
                        0,
                        1,
                        microsoft(
                                "SharingInvitationCreated",
                                "ana@contoso.example",
                                ",\"TargetUserOrGroupType\":\"Guest\",\"TargetUserOrGroupName\":\"kim@fabrikam.example\"")),
                act(
                        "a colleague is given a link",
                        0,
                        0,
                        microsoft(
                                "AddedToSecureLink",
                                "ana@contoso.example",
                                ",\"TargetUserOrGroupType\":\"Member\",\"TargetUserOrGroupName\":\"lee@eu.contoso.example\"")),
                act(
                        "a guest's mangled name is given a link",
                        0,
                        1,
                        microsoft(
                                "AddedToSecureLink",
                                "ana@contoso.example",
                                ",\"TargetUserOrGroupType\":\"Guest\",\"TargetUserOrGroupName\":"
                                        + "\"kim_fabrikam.example#ext#@contoso.onmicrosoft.example\"")),
                act("Google: to a partner", 0, 1, google("ana@contoso.example", "kim@fabrikam.example")),
                act("Google: to a colleague", 0, 0, google("ana@contoso.example", "lee@contoso.example")),
                act("Google: by a stranger", 0, 1, google("kim@fabrikam.example", "kim@fabrikam.example")),
                act("Box: to a partner", 0, 1, box("ana@contoso.example", "kim@fabrikam.example")),
                act("Box: to a colleague", 0, 0, box("ana@contoso.example", "lee@contoso.example")),
                act("Box: by a stranger", 0, 1, box("kim@fabrikam.example", "lee@contoso.example")),
                act("normalised: to a partner", 0, 1, normalised("user", "kim@fabrikam.example")),
                act("normalised: to a colleague", 0, 0, normalised("user", "lee@contoso.example")),
                act("normalised: by a guest", 1, 1, normalised("guest", "lee@contoso.example")),
                act("normalised: by an external", 0, 1, normalised("external", "lee@contoso.example")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("acts")
    void guestAndExternalAreAsTheProviderMeansThem(String name, int guest, int external, String json) {
        AuditEvent event = Decoding.event(json);
        Observation observation = ENGINE.observe(event, UserState.decode(null, null), event.creationTimeMs(), true);
        float[] shown = new float[AuditFeatures.WIDTH];
        AuditFeatures.shown(observation, OrganisationTables.empty(), shown, 0);
        assertThat(shown[AuditFeatures.IS_GUEST]).as("guest: %s", event).isEqualTo(guest);
        assertThat(shown[AuditFeatures.IS_EXTERNAL]).as("external: %s", event).isEqualTo(external);
    }

    private static Arguments act(String name, int guest, int external, String json) {
        return Arguments.of(name, guest, external, json);
    }

    private static String microsoft(String operation, String user, String more) {
        return "{\"CreationTime\":\"2026-11-20T09:00:00\",\"Id\":\"1\",\"Operation\":\"" + operation
                + "\",\"RecordType\":14,\"UserType\":0,\"Workload\":\"SharePoint\",\"OrganizationId\":\"o\",\"UserKey\":\"k\","
                + "\"SiteUrl\":\"https://contoso.sharepoint.example/sites/a/\",\"SourceFileName\":\"plan.docx\",\"UserId\":\""
                + user + "\"" + more + "}";
    }

    private static String google(String actor, String target) {
        return "{\"kind\":\"admin#reports#activity\",\"id\":{\"time\":\"2026-11-20T09:00:00Z\",\"uniqueQualifier\":\"1\","
                + "\"applicationName\":\"drive\",\"customerId\":\"C\"},\"actor\":{\"email\":\"" + actor
                + "\",\"profileId\":\"1\"},\"events\":[{\"type\":\"acl_change\",\"name\":\"change_user_access\",\"parameters\":["
                + "{\"name\":\"target_user\",\"value\":\"" + target
                + "\"},{\"name\":\"doc_title\",\"value\":\"plan\"}]}]}";
    }

    private static String box(String actor, String login) {
        return "{\"type\":\"event\",\"event_id\":\"1\",\"event_type\":\"COLLABORATION_INVITE\","
                + "\"created_at\":\"2026-11-20T09:00:00Z\",\"created_by\":{\"type\":\"user\",\"id\":\"1\",\"login\":\""
                + actor
                + "\"},\"source\":{\"item_type\":\"file\",\"item_id\":\"2\",\"item_name\":\"plan\"},"
                + "\"accessible_by\":{\"type\":\"user\",\"id\":\"3\",\"login\":\"" + login + "\"}}";
    }

    private static String normalised(String type, String target) {
        return "{\"event_id\":\"1\",\"provider\":\"dropbox\",\"creation_time\":\"2026-11-20T09:00:00Z\","
                + "\"operation\":\"shared_content_add_invitees\",\"operation_category\":\"sharing\","
                + "\"user_id\":\"ana@contoso.example\",\"user_type\":\"" + type + "\",\"target\":\"" + target + "\"}";
    }

    private static FeatureSettings ownDomains(FeatureSettings defaults) {
        return new FeatureSettings(
                defaults.businessZones(),
                defaults.businessHoursStart(),
                defaults.businessHoursEnd(),
                defaults.holidays(),
                defaults.userZones(),
                Set.of("contoso.example"),
                defaults.lateAfter(),
                defaults.lateHorizon(),
                defaults.userTtl());
    }
}

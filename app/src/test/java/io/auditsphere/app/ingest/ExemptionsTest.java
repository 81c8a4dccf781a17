package io.auditsphere.app.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Exempt from being sensitive are the provider's own system principals, and nobody else:")
class ExemptionsTest {

    @ParameterizedTest
    @CsvSource({
        "NT AUTHORITY\\\\SYSTEM (Microsoft.Office.Server), false",
        "SHAREPOINT\\\\system, false",
        "app@sharepoint, false",
        "S-1-5-18, false",
        "ServicePrincipal_0f1e2d3c, true",
        "admin@contoso.example, true",
        "eve_example.net#EXT#@contoso.example, true",
    })
    @DisplayName("of Microsoft, not a service principal of the customer's")
    void microsoft(String user, boolean sensitive) {
        assertThat(Decoding.event(
                                "{\"CreationTime\":\"2026-11-20T09:30:00\",\"Id\":\"1\",\"Operation\":\"Add-MailboxPermission\","
                                        + "\"UserType\":0,\"UserId\":\"" + user + "\"}")
                        .sensitive())
                .isEqualTo(sensitive);
    }

    @ParameterizedTest
    @CsvSource({
        "'{\".tag\":\"dropbox\"}', false",
        "'{\".tag\":\"app\",\"app\":{\"display_name\":\"Nightly export\"}}', true",
        "'{\".tag\":\"reseller\",\"reseller\":{\"reseller_email\":\"help@reseller.example\"}}', true",
    })
    @DisplayName("of Dropbox, not an application that somebody linked")
    void dropbox(String actor, boolean sensitive) {
        assertThat(Decoding.event(
                                "{\"timestamp\":\"2026-11-20T09:30:00Z\",\"event_type\":{\".tag\":\"tfa_reset\"},\"actor\":"
                                        + actor + "}")
                        .sensitive())
                .isEqualTo(sensitive);
    }

    @ParameterizedTest
    @CsvSource({
        "system:kube-scheduler, false",
        "system:node:n1, false",
        "system:serviceaccount:ci:deployer, true",
        "system:anonymous, true",
        "bo@contoso.example, true",
    })
    @DisplayName("of a cluster, not a service account in it")
    void kubernetes(String user, boolean sensitive) {
        String record = NativeFixtures.record("azure/kubernetes-audit").replace("bo.li@contoso.example", user);
        assertThat(Decoding.event(record).sensitive()).isEqualTo(sensitive);
    }
}

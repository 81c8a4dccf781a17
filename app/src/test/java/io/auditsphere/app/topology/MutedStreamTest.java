package io.auditsphere.app.topology;

import static io.auditsphere.app.topology.StreamStory.MORNING;
import static io.auditsphere.app.topology.StreamStory.onePartition;
import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.app.responses.ResponsePolicy;
import io.auditsphere.model.detect.Detector;
import io.auditsphere.model.detect.DetectorInput;
import io.auditsphere.model.detect.DetectorSet;
import io.auditsphere.model.detect.Signal;
import io.auditsphere.model.features.FeatureEngine;
import io.auditsphere.model.features.FeatureSettings;
import io.auditsphere.model.scoring.EventScorer;
import io.auditsphere.model.scoring.ScoringSettings;
import io.auditsphere.model.suppression.Suppressions;
import io.auditsphere.schemas.Anomaly;
import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.FailureKind;
import io.auditsphere.schemas.Finding;
import io.auditsphere.schemas.OperationCategory;
import io.auditsphere.schemas.Outcome;
import io.auditsphere.schemas.ResponseAction;
import io.auditsphere.schemas.Severity;
import io.auditsphere.schemas.SuppressionRule;
import io.auditsphere.schemas.SuppressionScope;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What suppression rules do to what leaves the stream, and what they do not. */
class MutedStreamTest {

    private static final String HOST = "198.51.100.66";

    @TempDir
    Path folder;

    /** As severe as the resource's name says. */
    private record Named() implements Detector {

        @Override
        public String name() {
            return "named";
        }

        @Override
        public AnomalyType anomalyType() {
            return AnomalyType.BULK_OPERATION;
        }

        @Override
        public Signal detect(DetectorInput input) {
            return Severity.ofWireName(input.event().resourceName())
                    .map(severity -> new Signal("named", AnomalyType.BULK_OPERATION, severity, 0.5, "as it is named"))
                    .orElse(null);
        }
    }

    private StreamStory story(SuppressionScope scope) {
        Suppressions rules = Suppressions.of(List.of(new SuppressionRule(
                "agreed",
                "soc@example.com",
                "agreed with everybody",
                MORNING.plus(Duration.ofDays(30)),
                null,
                scope,
                "v1",
                MORNING,
                "ana")));
        ResponsePolicy policy = new ResponsePolicy(
                false,
                List.of(new ResponsePolicy.Rule(
                        null, null, Severity.LOW, List.of(new ResponsePolicy.Act("notify", null, null)))),
                Map.of(),
                Set.of(),
                List.of());
        return new StreamStory(
                onePartition(),
                provider -> null,
                folder,
                () -> new EventScorer(
                        new FeatureEngine(FeatureSettings.defaults()),
                        () -> DetectorSet.of(List.of(new Named())),
                        () -> rules,
                        ScoringSettings.defaults(),
                        Clock.systemUTC()),
                policy,
                rules,
                Clock.systemUTC());
    }

    private static SuppressionScope subject(String pattern) {
        return new SuppressionScope(List.of(pattern), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    private static AuditEvent event(int index, String user, String name) {
        return StreamStory.event("e" + index, user, MORNING.plusSeconds(index)).toBuilder()
                .resourceName(name)
                .build();
    }

    @Test
    void aMutedFindingIsWrittenAndNeitherAlertsNorIsActedOnUntilItRises() {
        try (StreamStory story = story(subject("anna@*"))) {
            story.arrives(event(1, "anna@example.com", "medium"));
            story.arrives(event(2, "anna@example.com", "low"));

            List<Anomaly> results = story.anomalies();
            assertThat(results).extracting(Anomaly::isAlert).containsExactly(false, false);
            assertThat(results).extracting(Anomaly::isAnomaly).containsExactly(true, true);
            assertThat(results.get(0).muted().rule()).as("but for the rule").isEqualTo("agreed");
            assertThat(results.get(1).muted()).as("one of a muted finding").isNull();
            assertThat(results.get(1).signals().get(0).muted().owner()).isEqualTo("soc@example.com");
            assertThat(story.findings())
                    .extracting(found -> found.muted().version())
                    .containsExactly("v1");
            assertThat(story.responses()).isEmpty();
            assertThat(story.counters.muted()).isEqualTo(Map.of("agreed", 1L));
            assertThat(story.counters.alerts()).isZero();

            story.arrives(event(3, "anna@example.com", "high"));
            assertThat(story.anomalies()).extracting(Anomaly::isAlert).containsExactly(true);
            assertThat(story.findings()).extracting(Finding::count).containsExactly(3L);
            assertThat(story.responses()).extracting(ResponseAction::action).containsExactly("notify");

            story.arrives(event(4, "bo@example.com", "low"));
            assertThat(story.anomalies())
                    .as("nobody's rule")
                    .extracting(Anomaly::isAlert)
                    .containsExactly(true);
        }
    }

    @Test
    void aFindingAboutAnAddressIsMutedTooAndNothingIsDoneAboutIt() {
        SuppressionScope office = new SuppressionScope(
                List.of(), List.of(), List.of(), List.of(), List.of(), List.of("198.51.100.0/24"), List.of());
        try (StreamStory story = story(office)) {
            for (int user = 0; user < 20; user++) {
                story.arrives(AuditEvent.builder()
                        .eventId("failure-" + user)
                        .provider("microsoft")
                        .creationTime(MORNING.plusSeconds(user))
                        .operation("UserLoginFailed")
                        .operationCategory(OperationCategory.AUTHENTICATION)
                        .userId("user" + user + "@example.com")
                        .clientIp(HOST)
                        .outcome(Outcome.FAILURE)
                        .failureKind(FailureKind.CREDENTIAL)
                        .build());
            }

            List<Finding> findings = story.findings();
            assertThat(findings).isNotEmpty();
            assertThat(findings).allSatisfy(found -> assertThat(found.muted()).isNotNull());
            assertThat(findings.get(0).detector()).isEqualTo("password_spraying");
            assertThat(story.responses()).isEmpty();
            assertThat(story.counters.muted()).containsEntry("agreed", 1L);
        }
    }
}

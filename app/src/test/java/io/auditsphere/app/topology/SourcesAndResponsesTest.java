package io.auditsphere.app.topology;

import static io.auditsphere.app.topology.StreamStory.MORNING;
import static io.auditsphere.app.topology.StreamStory.onePartition;
import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.app.responses.ResponsePolicy;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.FailureKind;
import io.auditsphere.schemas.Finding;
import io.auditsphere.schemas.FindingState;
import io.auditsphere.schemas.OperationCategory;
import io.auditsphere.schemas.Outcome;
import io.auditsphere.schemas.ResponseAction;
import io.auditsphere.schemas.Severity;
import io.auditsphere.schemas.Subject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who tries one password on everybody, told through the whole stream. */
class SourcesAndResponsesTest {

    private static final String HOST = "198.51.100.66";
    private static final int CROWD = 20;

    @TempDir
    Path folder;

    private static AuditEvent failure(int user, Instant at) {
        return AuditEvent.builder()
                .eventId("failure-" + user)
                .provider("microsoft")
                .creationTime(at)
                .operation("UserLoginFailed")
                .operationCategory(OperationCategory.AUTHENTICATION)
                .userId("user" + user + "@example.com")
                .clientIp(HOST)
                .outcome(Outcome.FAILURE)
                .failureKind(FailureKind.CREDENTIAL)
                .build();
    }

    private StreamStory story(TopologySettings settings, boolean dryRun) {
        ResponsePolicy policy = new ResponsePolicy(
                dryRun,
                List.of(new ResponsePolicy.Rule(
                        null,
                        null,
                        Severity.MEDIUM,
                        List.of(new ResponsePolicy.Act("block_ip", Duration.ofHours(1), "unblock_ip")))),
                Map.of(),
                Set.of(),
                List.of());
        return new StreamStory(settings, provider -> null, folder, StreamStory::scorer, policy);
    }

    private static void spray(StreamStory story) {
        for (int user = 0; user < CROWD; user++) {
            story.arrives(failure(user, MORNING.plusSeconds(user)));
        }
    }

    @Test
    void attemptsOfManyUsersMeetByTheirAddressAndTheFindingIsActedOn() {
        try (StreamStory story = story(onePartition(), false)) {
            spray(story);

            Finding finding = story.findings().get(0);
            assertThat(finding.subject()).isEqualTo(Subject.address(HOST));
            assertThat(finding.detector()).isEqualTo("password_spraying");
            List<ResponseAction> actions = story.responses();
            assertThat(actions).hasSize(1);
            assertThat(actions.get(0).action()).isEqualTo("block_ip");
            assertThat(actions.get(0).target()).isEqualTo(HOST);
            assertThat(actions.get(0).findingId()).isEqualTo(finding.findingId());
            assertThat(actions.get(0).dryRun()).isFalse();
            assertThat(story.anomalies()).as("one result an event all the same").hasSize(CROWD);
        }
    }

    @Test
    void eventsThatAreReadTwiceAreOneAttempt() {
        try (StreamStory story = story(onePartition(), true)) {
            for (int i = 0; i < CROWD; i++) {
                story.arrives(failure(1, MORNING));
            }
            assertThat(story.findings()).isEmpty();

            spray(story);
            spray(story);
            assertThat(story.findings()).hasSize(1);
            assertThat(story.responses()).extracting(ResponseAction::dryRun).containsExactly(true);
        }
    }

    @Test
    void whatOnlyTeachesMakesNoAttempt() {
        try (StreamStory story = story(onePartition(), false)) {
            for (int user = 0; user < CROWD; user++) {
                story.teaches(failure(user, MORNING.plusSeconds(user)));
            }

            // One more would make a finding of them, had they been noted.
            story.arrives(failure(CROWD, MORNING.plusSeconds(CROWD)));

            assertThat(story.findings()).isEmpty();
        }
    }

    @Test
    void theFindingClosesWhenItIsQuietAndNothingIsKeptOfTheAddressDaysLater() {
        try (StreamStory story = story(onePartition(), true)) {
            spray(story);
            // One failure of somebody else, elsewhere: time passes in the events of sources.
            Instant later = MORNING.plus(Duration.ofHours(2));
            story.arrives(failure(100, later));
            story.wallClockAdvances(Duration.ofMinutes(1));

            assertThat(story.findings()).extracting(Finding::state).contains(FindingState.CLOSED);

            story.arrives(failure(101, MORNING.plus(Duration.ofDays(6))));
            story.wallClockAdvances(Duration.ofMinutes(1));
            story.arrives(failure(102, MORNING.plus(Duration.ofDays(12))));
            story.wallClockAdvances(Duration.ofMinutes(1));
            assertThat(story.findings().stream().filter(each -> each.state() == FindingState.OPENED))
                    .isEmpty();
        }
    }
}

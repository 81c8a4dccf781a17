package io.auditsphere.model.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.schemas.AuditEvent;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Who was silent for longer than state is kept is as one who was never seen, whoever tidied up or did not. */
class ForgottenUserTest {

    private static final Instant LAST = Story.at(18, 16, 30);

    @Test
    void behindTheTtlNothingIsLeftOfHim() {
        AuditEvent back =
                Story.event(LAST.plus(Duration.ofDays(90)).plusMillis(1)).build();
        Story known = Story.inUtc().work(0, 18);
        Story stranger = Story.inUtc();

        Observation ofKnown = known.observe(back);
        Observation ofStranger = stranger.observe(back);

        assertThat(ofKnown.forgotten()).isTrue();
        assertThat(ofStranger.forgotten()).as("there was nothing to forget").isFalse();
        assertThat(ofKnown)
                .usingRecursiveComparison()
                .ignoringFields("forgotten")
                .isEqualTo(ofStranger);
        assertThat(known.activity()).isEqualTo(stranger.activity());
        assertThat(known.history()).isEqualTo(stranger.history());
    }

    @Test
    void upToTheTtlHeIsRememberedAndLateEventsOfHisForgetNothing() {
        Story known = Story.inUtc().work(0, 18);

        Observation observation =
                known.observe(Story.event(LAST.plus(Duration.ofDays(90))).build());
        Observation late =
                known.observe(Story.event(LAST.minus(Duration.ofDays(200))).build());

        assertThat(observation.forgotten()).isFalse();
        assertThat(observation.networkNew).isFalse();
        assertThat(late.forgotten()).isFalse();
    }
}

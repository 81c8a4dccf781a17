package io.auditsphere.app.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.app.serve.StreamStatus;
import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.Test;

class StreamHealthTest {

    private final StreamHealth health = new StreamHealth();

    @Test
    void beforeTheStreamIsThereTheProcessLivesAndIsNotReady() {
        assertThat(health.whyNotLive()).isEmpty();
        assertThat(health.whyNotReady())
                .hasValueSatisfying(why -> assertThat(why).contains("topics are checked"));
        assertThat(health.whyNotStarted()).isPresent();
    }

    @Test
    void aRebalanceMakesItNotReadyAndNeverDead() {
        is(State.REBALANCING, true, false, 0, null);
        assertThat(health.whyNotLive()).isEmpty();
        assertThat(health.whyNotReady()).contains("the stream is REBALANCING: it waits for its partitions");
        assertThat(health.whyNotStarted()).isEmpty();

        is(State.REBALANCING, false, false, 812, null);
        assertThat(health.whyNotLive()).isEmpty();
        assertThat(health.whyNotStarted())
                .contains("the stream is REBALANCING: some 812 records of state are still to be read back");
    }

    @Test
    void aRunningStreamIsAllThree() {
        is(State.RUNNING, true, false, 0, null);
        assertThat(health.whyNotLive()).isEmpty();
        assertThat(health.whyNotReady()).isEmpty();
        assertThat(health.whyNotStarted()).isEmpty();
    }

    @Test
    void readinessGoesFirstWhenTheProcessEnds() {
        is(State.RUNNING, true, true, 0, null);
        assertThat(health.whyNotLive()).isEmpty();
        assertThat(health.whyNotReady()).contains("the process is ending");
    }

    @Test
    void aStreamThatHasEndedSaysAfterWhatWithoutLettingItWriteToATerminal() {
        is(State.ERROR, true, false, 0, new IllegalStateException("no\u001b[2J disk\n" + "x".repeat(1_000)));
        assertThat(health.whyNotLive())
                .hasValueSatisfying(why -> assertThat(why)
                        .startsWith("the stream has ended (ERROR) after IllegalStateException: no?[2J disk?xxx")
                        .endsWith("...; the log has more")
                        .hasSizeLessThan(500));
        assertThat(health.whyNotReady()).isEqualTo(health.whyNotLive());
    }

    private void is(State state, boolean everRunning, boolean stopping, long restoring, Throwable failure) {
        health.follow(() -> new StreamStatus(state, everRunning, stopping, restoring, Optional.ofNullable(failure)));
    }
}

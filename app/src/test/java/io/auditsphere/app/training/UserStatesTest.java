package io.auditsphere.app.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.model.features.FeatureEngine;
import io.auditsphere.model.features.FeatureSettings;
import io.auditsphere.model.features.UserState;
import io.auditsphere.schemas.AuditEvent;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class UserStatesTest {

    private static final Instant START = Instant.parse("2026-11-02T09:00:00Z");

    /** More users than are kept as objects, so that the first ones are put away as bytes and come back. */
    private static final int USERS = 25_000;

    @Test
    void bringsBackAStateThatWasPutAwayAsIfItHadStayed() {
        FeatureEngine engine = new FeatureEngine(FeatureSettings.defaults());
        UserStates states = new UserStates();
        UserState apart = UserState.empty();
        for (int minute = 0; minute < 30; minute++) {
            AuditEvent event = event("user0", START.plusSeconds(60L * minute));
            engine.observe(event, states.of("microsoft|user0"), event.creationTimeMs(), true);
            engine.observe(event, apart, event.creationTimeMs(), true);
        }
        for (int user = 1; user < USERS; user++) {
            AuditEvent event = event("user" + user, START);
            engine.observe(event, states.of("microsoft|user" + user), event.creationTimeMs(), true);
        }
        assertThat(states.size()).isEqualTo(USERS);
        assertThat(states.of("microsoft|user0").encodeActivity())
                .as("activity of the user who was put away")
                .isEqualTo(apart.encodeActivity());
        assertThat(states.of("microsoft|user0").encodeHistory())
                .as("history of the user who was put away")
                .isEqualTo(apart.encodeHistory());
        assertThat(states.size()).as("fetching makes no new user").isEqualTo(USERS);
    }

    private static AuditEvent event(String user, Instant time) {
        return AuditEvent.builder()
                .provider("microsoft")
                .eventId(user + time)
                .creationTime(time)
                .operation("FileAccessed")
                .userId(user)
                .clientIp("203.0.113.7")
                .build();
    }
}

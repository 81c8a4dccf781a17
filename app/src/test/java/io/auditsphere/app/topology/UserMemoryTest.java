package io.auditsphere.app.topology;

import static io.auditsphere.app.topology.StreamStory.MORNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.model.detect.builtin.BuiltInDetectors;
import io.auditsphere.model.features.FeatureEngine;
import io.auditsphere.model.features.FeatureSettings;
import io.auditsphere.model.features.UserState;
import io.auditsphere.model.scoring.EventScorer;
import io.auditsphere.model.scoring.ScoringSettings;
import io.auditsphere.schemas.AuditEvent;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class UserMemoryTest {

    private static final Bytes ANN = key("microsoft|ann@example.com");
    private static final long AMPLE = 10_000_000;

    private final EventScorer scorer = new EventScorer(
            new FeatureEngine(FeatureSettings.defaults()),
            BuiltInDetectors.asShipped(),
            ScoringSettings.defaults(),
            Clock.systemUTC());
    private final KeyValueStore<Bytes, byte[]> activity = store("activity");
    private final KeyValueStore<Bytes, byte[]> history = store("history");
    private final KeyValueStore<Bytes, byte[]> findings = store("findings");

    @Test
    void whatChangedIsInTheStoresOnceItIsWrittenDownAndNotBefore() {
        UserMemory users = memory(AMPLE);
        happens(users, ANN, 0);
        assertThat(activity.get(ANN)).isNull();

        users.writeDown();

        assertThat(activity.get(ANN)).isEqualTo(stateAfter(1).encodeActivity());
        assertThat(history.get(ANN)).isEqualTo(stateAfter(1).encodeHistory());
    }

    @Test
    void anEventThatFailsLeavesWhatTheOnesBeforeItDidWhetherWrittenDownOrNot() {
        UserMemory users = memory(AMPLE);
        happens(users, ANN, 0);
        happens(users, ANN, 1);
        users.writeDown();
        happens(users, ANN, 2);
        happens(users, ANN, 3);

        KnownUser ann = users.of(ANN);
        AuditEvent failing = event(4);
        scorer.learn(failing, ann.state(), ann.findings(), failing.creationTimeMs());
        users.takeBack(ann);

        assertThat(ann.state().encodeActivity()).isEqualTo(stateAfter(4).encodeActivity());
        users.writeDown();
        assertThat(activity.get(ANN)).isEqualTo(stateAfter(4).encodeActivity());
    }

    /** The notes of a task are one list: each user's own are told apart, and those before his last bytes left out. */
    @Test
    void whoIsTakenBackGetsHisOwnEventsAgainAndNobodyElses() {
        UserMemory users = memory(AMPLE);
        Bytes bob = key("microsoft|bob@example.com");
        happens(users, bob, 7);
        happens(users, ANN, 0);
        users.writeDown();
        happens(users, bob, 8);
        happens(users, ANN, 1);
        happens(users, bob, 9);
        happens(users, ANN, 2);

        users.takeBack(users.of(ANN));

        assertThat(users.of(ANN).state().encodeActivity())
                .isEqualTo(stateAfter(3).encodeActivity());
    }

    @Test
    void betweenCommitsUsersAreBytesAndTheSameUserComesBackOfThem() {
        UserMemory users = memory(AMPLE);
        happens(users, ANN, 0);
        KnownUser ann = users.of(ANN);
        users.writeDown();

        assertThat(ann.isOpen()).isFalse();
        assertThat(users.of(ANN)).isSameAs(ann);
        assertThat(ann.state().encodeActivity()).isEqualTo(stateAfter(1).encodeActivity());
    }

    @Test
    void aFirstEventThatFailsLeavesNothing() {
        UserMemory users = memory(AMPLE);
        KnownUser ann = users.of(ANN);
        AuditEvent failing = event(0);
        scorer.learn(failing, ann.state(), ann.findings(), failing.creationTimeMs());

        users.takeBack(ann);
        assertThat(ann.state().encodeActivity()).isEqualTo(UserState.empty().encodeActivity());

        users.writeDown();
        assertThat(activity.get(ANN)).isNull();
    }

    @Test
    void whoMakesRoomIsWrittenDownAndComesBackAsHeWas() {
        UserMemory users = memory(3L * MemoryBudget.ofStored(0));
        List<Bytes> others = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            others.add(key("microsoft|user" + i + "@example.com"));
        }
        for (int i = 0; i < 6; i++) {
            happens(users, ANN, i);
            others.forEach(users::of);
        }

        assertThat(activity.get(ANN))
                .as("written down as others came")
                .isEqualTo(stateAfter(6).encodeActivity());
        assertThat(users.of(ANN).state().encodeActivity())
                .isEqualTo(stateAfter(6).encodeActivity());
    }

    @Test
    void whatIsForgottenIsNotWrittenDown() {
        UserMemory users = memory(AMPLE);
        happens(users, ANN, 0);

        users.forgetAll();
        users.writeDown();

        assertThat(activity.get(ANN)).isNull();
    }

    private UserMemory memory(long budget) {
        return new UserMemory(activity, history, findings, new MemoryBudget(budget));
    }

    private void happens(UserMemory users, Bytes key, int number) {
        AuditEvent event = event(number);
        KnownUser user = users.of(key);
        scorer.learn(event, user.state(), user.findings(), event.creationTimeMs());
        users.changed(user, (state, open) -> scorer.learn(event, state, open, event.creationTimeMs()));
    }

    private UserState stateAfter(int events) {
        UserState state = UserState.empty();
        FeatureEngine engine = new FeatureEngine(FeatureSettings.defaults());
        for (int i = 0; i < events; i++) {
            engine.observe(event(i), state, event(i).creationTimeMs(), true);
        }
        return state;
    }

    private static AuditEvent event(int number) {
        return AuditEvent.builder()
                .eventId("e" + number)
                .provider("microsoft")
                .creationTime(MORNING.plus(Duration.ofMinutes(number)))
                .operation("FileAccessed")
                .userId("ann@example.com")
                .resourcePath("https://example.com/sites/" + number)
                .resourceName("plan.docx")
                .clientIp("203.0.113.7")
                .build();
    }

    private static Bytes key(String userKey) {
        return Bytes.wrap(userKey.getBytes(StandardCharsets.UTF_8));
    }

    private static KeyValueStore<Bytes, byte[]> store(String name) {
        KeyValueStore<Bytes, byte[]> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingDisabled()
                .build();
        store.init(new MockProcessorContext<Void, Void>().getStateStoreContext(), store);
        return store;
    }
}

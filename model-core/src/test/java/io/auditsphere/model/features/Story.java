package io.auditsphere.model.features;

import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.AuditEventBuilder;
import io.auditsphere.schemas.OperationCategory;
import io.auditsphere.schemas.Outcome;
import io.auditsphere.schemas.UserType;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * One user's events told in order, each stored and read back before the next, as the stream does it. Times are UTC, and so
 * is the organisation's zone.
 */
final class Story {

    /** A Monday. */
    static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");

    static final FeatureSettings UTC = new FeatureSettings(
            List.of(ZoneId.of("UTC")),
            9,
            18,
            Set.of(),
            Map.of(),
            Set.of(),
            Duration.ofMinutes(15),
            Duration.ofDays(3),
            Duration.ofDays(90));

    private static final List<OperationCategory> CATEGORIES = List.of(OperationCategory.values());

    private final FeatureEngine engine;
    private byte[] activity;
    private byte[] history;
    private boolean teaches = true;

    Story(FeatureSettings settings) {
        this.engine = new FeatureEngine(settings);
    }

    static Story inUtc() {
        return new Story(UTC);
    }

    /** An event as most are: a successful read of one document from the office. */
    static AuditEventBuilder event(Instant at) {
        return AuditEvent.builder()
                .eventId("e-" + at)
                .provider("microsoft")
                .creationTime(at)
                .operation("FileAccessed")
                .operationCategory(OperationCategory.ACCESS)
                .userId("dana@contoso.com")
                .userType(UserType.USER)
                .clientIp("192.0.2.10")
                .resourcePath("/sites/finance")
                .resourceName("plan.docx")
                .outcome(Outcome.SUCCESS)
                .country("IN");
    }

    /** The category of this number. */
    static OperationCategory category(int number) {
        return CATEGORIES.get(number);
    }

    static Instant at(int day, int hour, int minute) {
        return MONDAY.plus(Duration.ofDays(day)).plus(Duration.ofHours(hour)).plus(Duration.ofMinutes(minute));
    }

    /** From now on an open finding of high severity covers the user, or no longer does. */
    Story teaching(boolean teaches) {
        this.teaches = teaches;
        return this;
    }

    Observation observe(AuditEvent event) {
        return observe(event, event.creationTimeMs());
    }

    Observation observe(Instant at, UnaryOperator<AuditEventBuilder> with) {
        return observe(with.apply(event(at)).build());
    }

    Observation observe(AuditEvent event, long arrivalMs) {
        UserState state = UserState.decode(activity, history);
        Observation observation = engine.observe(event, state, arrivalMs, teaches);
        activity = state.encodeActivity();
        if (state.historyChanged()) {
            history = state.encodeHistory();
        }
        return observation;
    }

    /** Working days, 9 to 17, one event each half hour, from this day on: a baseline after three of them. */
    Story work(int fromDay, int toDay) {
        for (int day = fromDay; day <= toDay; day++) {
            if (day % 7 < 5) {
                for (int half = 0; half < 16; half++) {
                    observe(event(at(day, 9 + half / 2, 30 * (half % 2))).build());
                }
            }
        }
        return this;
    }

    byte[] activity() {
        return activity;
    }

    byte[] history() {
        return history;
    }

    UserState state() {
        return UserState.decode(activity, history);
    }
}

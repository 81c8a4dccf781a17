package io.auditsphere.model.detect.builtin;

import io.auditsphere.model.features.DayOfHours;
import io.auditsphere.model.features.FeatureEngine;
import io.auditsphere.model.features.UserState;
import java.util.function.IntUnaryOperator;

/** Days as the features tell them, made of events. Day 0 is {@link Watched#MONDAY}. */
final class DaysOfHours {

    private DaysOfHours() {}

    static DayOfHours of(int day, IntUnaryOperator eventsOfHour) {
        FeatureEngine engine = new FeatureEngine(Watched.UTC);
        UserState state = UserState.empty();
        Watched maker = new Watched();
        for (int hour = 0; hour < 24; hour++) {
            for (int i = 0; i < eventsOfHour.applyAsInt(hour); i++) {
                observe(engine, state, maker, day, 60 * hour + i % 60);
            }
        }
        return observe(engine, state, maker, day + 1, 0);
    }

    private static DayOfHours observe(FeatureEngine engine, UserState state, Watched maker, int day, int minute) {
        var event = maker.event(Watched.at(day, 0, minute)).build();
        return engine.observe(event, state, event.creationTimeMs(), true).dayBefore();
    }
}

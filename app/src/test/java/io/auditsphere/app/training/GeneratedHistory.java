package io.auditsphere.app.training;

import io.auditsphere.app.generate.Arrival;
import io.auditsphere.app.generate.AttackPlan;
import io.auditsphere.app.generate.EventGenerator;
import io.auditsphere.app.generate.GeneratorSettings;
import io.auditsphere.app.storage.ArchivedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The log of a small made-up organisation, without attacks and duplicates, in order of arrival. */
final class GeneratedHistory {

    /** A Monday, so that whole weeks are whole weeks. */
    static final Instant START = Instant.parse("2026-10-05T00:00:00Z");

    private GeneratedHistory() {}

    static List<ArchivedEvent> of(GeneratorSettings settings, Duration span) {
        Iterator<Arrival> arrivals = new EventGenerator(settings).arrivals(START, START.plus(span), AttackPlan.none());
        List<ArchivedEvent> events = new ArrayList<>();
        while (arrivals.hasNext()) {
            Arrival arrival = arrivals.next();
            if (!arrival.duplicate()) {
                events.add(
                        ArchivedEvent.arrived(arrival.event(), arrival.arrival().toEpochMilli()));
            }
        }
        return events;
    }
}

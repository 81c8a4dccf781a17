package io.auditsphere.app.generate;

import java.time.Instant;
import java.util.Iterator;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Generates the audit log of a made-up organisation, in the order of arrival.
 *
 * <p>Every event is a function of (settings, day): spans that meet join without a gap or a repetition, the people in
 * them are the same, and a span can be asked for without those before it. Memory is bounded by some days of events
 * however long the span is. The generator is immutable and thread-safe; each iterator is for one thread.
 */
public final class EventGenerator {

    private final Organisation organisation;

    /** A generator of one organisation. */
    public EventGenerator(GeneratorSettings settings) {
        this.organisation = new Organisation(settings);
    }

    /** The domains of the organisation: who has an address elsewhere is external. */
    public Set<String> ownDomains() {
        return Set.of(Names.OWN_DOMAIN);
    }

    /** What arrives in [from, to) under the plan. {@link Instant#MAX} never ends. */
    public Iterator<Arrival> arrivals(Instant from, Instant to, AttackPlan plan) {
        return arrivals(from, to, plan, truth -> {});
    }

    /**
     * The same, telling the truth about each day before its first event arrives: attacks that begin in the span, with
     * those of their events that arrive in it, and what is normal though it looks odd.
     */
    public Iterator<Arrival> arrivals(Instant from, Instant to, AttackPlan plan, Consumer<TruthRecord> truth) {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("the span from " + from + " to " + to + " is empty");
        }
        return new ArrivalStream(organisation, from, to, plan, truth);
    }
}

package io.auditsphere.app.storage;

import java.time.Instant;

/**
 * The part of one provider's history that a training looks at.
 *
 * @param provider the provider
 * @param source the table that holds it
 * @param from event time of the oldest event wanted, inclusive
 * @param to event time of the newest event wanted, inclusive
 * @param events how many events there are between the two
 * @param activePeople how many distinct accounts that are no service accounts acted in it
 */
public record HistorySlice(
        String provider, HistorySource source, Instant from, Instant to, long events, long activePeople) {

    /** Whether there is nothing in it. */
    public boolean isEmpty() {
        return events == 0;
    }
}

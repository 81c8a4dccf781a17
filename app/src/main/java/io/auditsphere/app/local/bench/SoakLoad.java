package io.auditsphere.app.local.bench;

import io.auditsphere.app.generate.Arrival;
import io.auditsphere.schemas.AuditEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The soak's events in the order of their time, which is also that of their arrival. A part of the users leaves each day
 * and as many others come, the eldest first, so that nobody stays longer than 1 / leaving days; nine events in ten are of
 * anybody who is there, one in ten is of one user in a thousand, by a Zipf law: the busy ones, who stay. For one thread.
 */
final class SoakLoad {

    private static final long DAY_MS = Duration.ofDays(1).toMillis();

    private static final int BUSY = 10;
    private static final int ONE_IS_BUSY_OF = 1_000;

    private final BenchEvents events;
    private final BenchEvents busy;
    private final double leaving;
    private final int users;
    private final long startMs;
    private final long perDay;
    /** When each user had his latest event: what the stream should know. */
    private final Map<String, Long> latest = new HashMap<>();

    private long sent;
    private long newestMs;

    /**
     * A load at its beginning.
     *
     * @param users accounts at any time
     * @param eventsADay events of a user a day, on average
     * @param leaving share of the users that are replaced each day, 0..1
     * @param start time of the first event
     */
    SoakLoad(int users, double eventsADay, double leaving, Instant start) {
        this.events = new BenchEvents(users, 1, start, 13);
        this.busy = new BenchEvents(Math.max(1, users / ONE_IS_BUSY_OF), 1, start, 17);
        this.leaving = leaving;
        this.users = users;
        this.startMs = start.toEpochMilli();
        this.perDay = Math.max(1, Math.round(users * eventsADay));
    }

    long perDay() {
        return perDay;
    }

    long sent() {
        return sent;
    }

    /** Whole days of event time that have been sent. */
    int day() {
        return (int) (sent / perDay);
    }

    AuditEvent next() {
        newestMs = startMs + (long) ((double) sent / perDay * DAY_MS);
        int gone = (int) (users * leaving * day());
        AuditEvent event = sent++ % BUSY == 0 ? busy.at(newestMs) : events.ofEvenUser(newestMs, gone);
        latest.put(event.userKey(), newestMs);
        return event;
    }

    /** The next events up to the end of this day. */
    Iterator<Arrival> until(int days) {
        return IntStream.range(0, (int) (perDay * days - sent))
                .mapToObj(unused -> next())
                .map(event -> new Arrival(event, event.creationTime(), false))
                .iterator();
    }

    /** Users whose latest event is at most so old. */
    List<String> activeWithin(Duration time) {
        return latest.entrySet().stream()
                .filter(each -> each.getValue() >= newestMs - time.toMillis())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Users whose latest event is older than this. */
    List<String> silentFor(Duration time) {
        return latest.entrySet().stream()
                .filter(each -> each.getValue() < newestMs - time.toMillis())
                .map(Map.Entry::getKey)
                .toList();
    }
}

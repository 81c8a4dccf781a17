package io.auditsphere.app.local.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.auditsphere.app.config.ComponentSettings;
import io.auditsphere.app.config.Configuration;
import io.auditsphere.app.config.ConfigurationLoader;
import io.auditsphere.app.config.ScoringKeys;
import io.auditsphere.app.generate.Arrival;
import io.auditsphere.app.scoring.StateEstimate;
import io.auditsphere.app.topology.Names;
import io.auditsphere.app.topology.Topics;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.AuditEventJson;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Lets event time pass by weeks in minutes and looks how much state there is: it must come to a plateau. A part of the
 * users leaves each day and others come; a tenth of the events is of a few busy ones. Before each look the stream is
 * ended in order and what it has on disk is read entry by entry; then it goes on. It runs without models, whose scores
 * change no state but that of findings. For one thread.
 */
final class SoakBench {

    /**
     * @param users accounts at any time
     * @param days days of event time
     * @param eventsADay events of a user a day, on average
     * @param leaving share of the users that are replaced each day, 0..1
     * @param lookDays days of event time between two looks
     */
    record Options(int users, int days, double eventsADay, double leaving, int lookDays) {}

    private static final String PREFIX = "soak.";
    private static final String RUN = "soak";
    private static final List<String> USER_STORES = List.of(Names.USER_ACTIVITY, Names.USER_HISTORY, Names.FINDINGS);
    private static final long DAY_MS = Duration.ofDays(1).toMillis();
    /** One event in ten is of one user in a thousand, by a Zipf law: the busy ones. */
    private static final int BUSY = 10;

    private static final int ONE_IS_BUSY_OF = 1_000;
    /** Users whose state is counted as {@code topology --estimate} counts it. */
    private static final int ESTIMATED_USERS = 2_000;

    /** Silent users are forgotten within the run, and of results, which are none of its business, few are written. */
    private static final List<String> SETTINGS = List.of("state.ttl=31d", "anomalies.emit=flagged");

    private final BenchCluster cluster;
    private final Options options;
    private final List<String> settings;
    private final Configuration configuration;

    /** Runs with these settings besides the benchmark's own. */
    SoakBench(BenchCluster cluster, Options options, List<String> given) {
        this.cluster = cluster;
        this.options = options;
        this.settings = Stream.of(cluster.settings(PREFIX, RUN), SETTINGS, given)
                .flatMap(List::stream)
                .toList();
        this.configuration = ConfigurationLoader.load(Optional.empty(), Map.of(), settings);
    }

    /** Runs, and gives the tables in Markdown. */
    String run() throws IOException {
        cluster.prepare(PREFIX);
        Instant start = Instant.now().minus(Duration.ofDays(options.days + 1L));
        Load load = new Load(options.users, options.eventsADay, options.leaving, start);
        StringBuilder table = new StringBuilder();
        StoreFiles last = null;
        try (KafkaProducer<byte[], byte[]> producer = cluster.producer()) {
            for (int day = 0; day < options.days; ) {
                int until = Math.min(options.days, day + options.lookDays);
                pass(producer, load, until);
                last = StoreFiles.read(cluster.stateFolder(RUN).resolve(RUN), USER_STORES);
                table.append(table.isEmpty() ? header(last) : "").append(line(until, load, last));
                System.err.print(line(until, load, last));
                day = until;
            }
        }
        return table + beside(last);
    }

    /** Sends events up to the end of this day to a stream that is ended once it has handled them. */
    private void pass(KafkaProducer<byte[], byte[]> producer, Load load, int untilDay) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(StreamProcess.PIPELINE, "0", "0"));
        arguments.addAll(settings);
        try (ChildProcess process = ChildProcess.startMeasured(StreamProcess.class, arguments)) {
            process.await("ready");
            long before = load.sent();
            String topic = new Topics(PREFIX).auditEvents();
            while (load.day() < untilDay) {
                AuditEvent event = load.next();
                producer.send(new ProducerRecord<>(
                        topic,
                        null,
                        event.creationTimeMs(),
                        event.userKey().getBytes(UTF_8),
                        AuditEventJson.toBytes(event)));
            }
            producer.flush();
            do {
                LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
                process.ask();
            } while (Long.parseLong(process.await(StreamProcess.HANDLED)) < load.sent() - before);
        }
    }

    private static String header(StoreFiles found) {
        StringBuilder text = new StringBuilder("| day | events | users known |");
        StringBuilder rule = new StringBuilder("|--:|--:|--:|");
        for (String name : found.stores().keySet()) {
            text.append(' ').append(name).append(" MB |");
            rule.append("--:|");
        }
        return text + " a user, bytes: mean | median | largest | on disk | a seen id, bytes on disk |\n" + rule
                + "--:|--:|--:|--:|--:|\n";
    }

    private String line(int day, Load load, StoreFiles found) {
        StringBuilder text =
                new StringBuilder(String.format(Locale.ROOT, "| %d | %d | %d |", day, load.sent(), found.users()));
        found.stores()
                .values()
                .forEach(size -> text.append(String.format(Locale.ROOT, " %.1f |", size.diskBytes() / 1e6)));
        double retained = Math.min(
                        day,
                        (double) configuration.get(ScoringKeys.DEDUP_RETENTION).toMillis() / DAY_MS)
                * load.perDay();
        StoreFiles.Size seen = found.stores().get(Names.SEEN_EVENTS);
        return text
                + String.format(
                        Locale.ROOT,
                        " %.0f | %d | %d | %.0f | %s |%n",
                        found.meanUserBytes(),
                        found.userBytes(0.5),
                        found.userBytes(1),
                        userDiskBytes(found),
                        seen == null ? "-" : String.format(Locale.ROOT, "%.1f", seen.diskBytes() / retained));
    }

    private static double userDiskBytes(StoreFiles found) {
        return (double) USER_STORES.stream()
                        .filter(found.stores()::containsKey)
                        .mapToLong(name -> found.stores().get(name).diskBytes())
                        .sum()
                / Math.max(1, found.users());
    }

    /** The end of the run beside what {@code topology --estimate} would say of users who act like these. */
    private String beside(StoreFiles found) {
        Load few = new Load(ESTIMATED_USERS, options.eventsADay, options.leaving, Instant.EPOCH);
        StateEstimate estimate =
                StateEstimate.of(new ComponentSettings(configuration).score(), few.until(options.days), options.days);
        double onDisk = userDiskBytes(found);
        return String.format(
                Locale.ROOT,
                "%nBytes of a user's state: %.0f expected (counted as `topology --estimate` does, for %d users who act"
                        + " like these), %.0f found (%+.0f %%), %.0f with what disk adds (%+.0f %%).%n",
                estimate.meanBytes(),
                estimate.accounts(),
                found.meanUserBytes(),
                100 * (found.meanUserBytes() / estimate.meanBytes() - 1),
                onDisk,
                100 * (onDisk / estimate.meanBytes() - 1));
    }

    /** Events in the order of their time, which is also that of their arrival. */
    private static final class Load {
        private final BenchEvents events;
        private final BenchEvents busy;
        private final double leaving;
        private final int users;
        private final long startMs;
        private final long perDay;
        private long sent;

        Load(int users, double eventsADay, double leaving, Instant start) {
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

        int day() {
            return (int) (sent / perDay);
        }

        AuditEvent next() {
            long timeMs = startMs + (long) ((double) sent / perDay * DAY_MS);
            int gone = (int) (users * leaving * day());
            return sent++ % BUSY == 0 ? busy.at(timeMs) : events.ofEvenUser(timeMs, gone);
        }

        Iterator<Arrival> until(int days) {
            return IntStream.range(0, (int) (perDay * days))
                    .mapToObj(unused -> next())
                    .map(event -> new Arrival(event, event.creationTime(), false))
                    .iterator();
        }
    }
}

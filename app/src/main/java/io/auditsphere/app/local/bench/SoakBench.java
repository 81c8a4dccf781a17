package io.auditsphere.app.local.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.auditsphere.app.config.ComponentSettings;
import io.auditsphere.app.config.Configuration;
import io.auditsphere.app.config.ConfigurationLoader;
import io.auditsphere.app.config.ScoringKeys;
import io.auditsphere.app.config.ServiceKeys;
import io.auditsphere.app.scoring.StateEstimate;
import io.auditsphere.app.topology.Names;
import io.auditsphere.app.topology.Topics;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.AuditEventJson;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Lets event time pass by weeks in minutes and looks how much state there is: it must come to a plateau, and exactly
 * those users may be known who were active lately ({@link SoakVerdict}). A part of the users leaves each day and others
 * come ({@link SoakLoad}). Before each look the stream is ended in order and what it has on disk is read entry by entry;
 * then it goes on. It runs without models, whose scores change no state but that of findings. For one thread.
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
    /** Users whose state is counted as {@code topology --estimate} counts it. */
    private static final int ESTIMATED_USERS = 2_000;

    /** Silent users are forgotten within the run, and of results, which are none of its business, few are written. */
    private static final List<String> SETTINGS = List.of("state.ttl=31d", "anomalies.emit=flagged");

    private final BenchCluster cluster;
    private final Options options;
    private final List<String> settings;
    private final Configuration configuration;
    private final Duration ttl;
    /** The longest silence after which a user may still be known. */
    private final Duration kept;

    /** Runs with these settings besides the benchmark's own. */
    SoakBench(BenchCluster cluster, Options options, List<String> given) {
        this.cluster = cluster;
        this.options = options;
        this.settings = Stream.of(cluster.settings(PREFIX, RUN), SETTINGS, given)
                .flatMap(List::stream)
                .toList();
        this.configuration = ConfigurationLoader.load(Optional.empty(), Map.of(), settings);
        this.ttl = configuration.get(ServiceKeys.STATE_TTL);
        Duration forgotten = new ComponentSettings(configuration).topology().userTtl();
        this.kept = forgotten.plus(forgotten.dividedBy(30));
    }

    /** Runs, and gives the tables in Markdown. */
    String run() throws IOException {
        cluster.prepare(PREFIX);
        Instant start = Instant.now().minus(Duration.ofDays(options.days + 1L));
        SoakLoad load = new SoakLoad(options.users, options.eventsADay, options.leaving, start);
        StringBuilder table = new StringBuilder();
        List<SoakVerdict.Look> looks = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer = cluster.producer()) {
            for (int day = 0; day < options.days; ) {
                int until = Math.min(options.days, day + options.lookDays);
                pass(producer, load, until);
                StoreFiles found = StoreFiles.read(cluster.stateFolder(RUN).resolve(RUN), USER_STORES);
                looks.add(look(until, load, found));
                String line = line(looks.get(looks.size() - 1), load, found);
                table.append(table.isEmpty() ? header(found) : "").append(line);
                System.err.print(line);
                day = until;
            }
        }
        return table + "\n" + verdict(looks).text();
    }

    private SoakVerdict.Look look(int day, SoakLoad load, StoreFiles found) {
        List<String> active = load.activeWithin(ttl);
        return new SoakVerdict.Look(
                day,
                found.users(),
                active.size(),
                (int) active.stream().filter(user -> !found.knows(user)).count(),
                (int) load.silentFor(kept).stream().filter(found::knows).count(),
                found.userBytes(),
                USER_STORES.stream()
                        .filter(found.stores()::containsKey)
                        .mapToLong(name -> found.stores().get(name).diskBytes())
                        .sum());
    }

    /** Sends events up to the end of this day to a stream that is ended once it has handled them. */
    private void pass(KafkaProducer<byte[], byte[]> producer, SoakLoad load, int untilDay) throws IOException {
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
        StringBuilder text =
                new StringBuilder("| day | events | users known | active within state.ttl | overdue | live MB |");
        StringBuilder rule = new StringBuilder("|--:|--:|--:|--:|--:|--:|");
        for (String name : found.stores().keySet()) {
            text.append(' ').append(name).append(" MB |");
            rule.append("--:|");
        }
        return text + " a user, bytes: mean | median | largest | on disk | a seen id, bytes on disk |\n" + rule
                + "--:|--:|--:|--:|--:|\n";
    }

    private String line(SoakVerdict.Look look, SoakLoad load, StoreFiles found) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "| %d | %d | %d | %d | %d | %.1f |",
                look.day(),
                load.sent(),
                look.known(),
                look.active(),
                look.overdue(),
                look.liveBytes() / 1e6));
        found.stores()
                .values()
                .forEach(size -> text.append(String.format(Locale.ROOT, " %.1f |", size.diskBytes() / 1e6)));
        double retained = Math.min(
                        look.day(),
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
                        (double) look.diskBytes() / Math.max(1, look.known()),
                        seen == null ? "-" : String.format(Locale.ROOT, "%.1f", seen.diskBytes() / retained));
    }

    /** The run beside what {@code topology --estimate} would say of users who act like these. */
    private SoakVerdict verdict(List<SoakVerdict.Look> looks) {
        SoakLoad few = new SoakLoad(ESTIMATED_USERS, options.eventsADay, options.leaving, Instant.EPOCH);
        StateEstimate estimate =
                StateEstimate.of(new ComponentSettings(configuration).score(), few.until(options.days), options.days);
        return new SoakVerdict(looks, kept, estimate.meanBytes());
    }
}

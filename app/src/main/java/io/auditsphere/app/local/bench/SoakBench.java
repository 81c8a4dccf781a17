package io.auditsphere.app.local.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Lets event time pass by weeks in minutes and looks how much state there is: it must come to a plateau. A part of the
 * users leaves each day and others come. For one thread.
 */
final class SoakBench {

    /**
     * @param users accounts at any time
     * @param days days of event time
     * @param eventsADay events of a user a day, on average
     * @param leaving share of the users that are replaced each day, 0..1
     */
    record Options(int users, int days, double eventsADay, double leaving) {}

    private static final String PREFIX = "soak.";
    private static final String RUN = "soak";
    private static final int LOOK_DAYS = 5;
    private static final long DAY_MS = Duration.ofDays(1).toMillis();

    private final BenchCluster cluster;
    private final Options options;
    private final List<String> given;

    /** Runs with these settings besides the benchmark's own. */
    SoakBench(BenchCluster cluster, Options options, List<String> given) {
        this.cluster = cluster;
        this.options = options;
        this.given = given;
    }

    /** Runs, and gives the table in Markdown. */
    String run() throws IOException {
        cluster.prepare(PREFIX, options.users, 0, 0);
        List<String> arguments = new ArrayList<>(List.of(StreamProcess.PIPELINE, "0", "0"));
        arguments.addAll(cluster.settings(PREFIX, RUN));
        arguments.addAll(given);
        StringBuilder table = new StringBuilder();
        try (ChildProcess process = ChildProcess.startMeasured(StreamProcess.class, arguments);
                KafkaProducer<byte[], byte[]> producer = cluster.producer()) {
            process.await("ready");
            long perDay = Math.max(1, Math.round(options.users * options.eventsADay));
            BenchEvents events = new BenchEvents(options.users, 1, Instant.now(), 13);
            Instant start = Instant.now().minus(Duration.ofDays(options.days + 1L));
            for (int day = 1; day <= options.days; day++) {
                int gone = (int) (options.users * options.leaving * (day - 1));
                send(producer, events, start.toEpochMilli() + (day - 1) * DAY_MS, perDay, gone);
                String stores = settled(process, perDay * day);
                if (day == 1) {
                    table.append(header(stores));
                }
                if (day % LOOK_DAYS == 0 || day == options.days) {
                    String line = line(day, perDay * day, stores);
                    System.err.print(line);
                    table.append(line);
                }
            }
        }
        return table.toString();
    }

    private void send(KafkaProducer<byte[], byte[]> producer, BenchEvents events, long dayMs, long perDay, int gone) {
        String topic = new Topics(PREFIX).auditEvents();
        for (long i = 0; i < perDay; i++) {
            long timeMs = dayMs + i * DAY_MS / perDay;
            AuditEvent event = events.ofEvenUser(timeMs, gone);
            producer.send(new ProducerRecord<>(
                    topic, null, timeMs, event.userKey().getBytes(UTF_8), AuditEventJson.toBytes(event)));
        }
        producer.flush();
    }

    /** What the process says of its stores once it has handled so many events. */
    private static String settled(ChildProcess process, long events) throws IOException {
        while (true) {
            process.ask();
            String[] said = process.await(StreamProcess.STORES).split(" ", 2);
            if (Long.parseLong(said[0]) >= events) {
                return said[1];
            }
            java.util.concurrent.locks.LockSupport.parkNanos(200_000_000);
        }
    }

    private static Map<String, long[]> parsed(String stores) {
        Map<String, long[]> sizes = new TreeMap<>();
        for (String store : stores.split(" ", -1)) {
            String[] parts = store.split(":", -1);
            sizes.put(parts[0], new long[] {Long.parseLong(parts[1]), Long.parseLong(parts[2])});
        }
        return sizes;
    }

    private static String header(String stores) {
        StringBuilder text = new StringBuilder("| day | events | users known |");
        StringBuilder rule = new StringBuilder("|--:|--:|--:|");
        for (String name : parsed(stores).keySet()) {
            text.append(' ').append(name).append(" MB |");
            rule.append("--:|");
        }
        return text + " bytes a user | bytes a seen id |\n" + rule + "--:|--:|\n";
    }

    private static String line(int day, long events, String stores) {
        Map<String, long[]> sizes = parsed(stores);
        StringBuilder text = new StringBuilder();
        long users = Math.max(1, sizes.getOrDefault("user-activity", new long[2])[1]);
        text.append(String.format(Locale.ROOT, "| %d | %d | %d |", day, events, users));
        long ofUsers = 0;
        for (Map.Entry<String, long[]> store : sizes.entrySet()) {
            text.append(String.format(Locale.ROOT, " %.1f |", store.getValue()[0] / 1e6));
            ofUsers += store.getKey().equals("seen-events") ? 0 : store.getValue()[0];
        }
        long[] seen = sizes.getOrDefault("seen-events", new long[] {0, 0});
        return text
                + String.format(
                        Locale.ROOT,
                        " %.0f | %.1f |%n",
                        (double) ofUsers / users,
                        (double) seen[0] / Math.max(1, seen[1]));
    }
}

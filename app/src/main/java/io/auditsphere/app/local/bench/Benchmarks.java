package io.auditsphere.app.local.bench;

import io.auditsphere.app.config.Configuration;
import io.auditsphere.app.local.EmbeddedPostgres;
import io.auditsphere.app.local.FileTrees;
import io.auditsphere.app.storage.Database;
import io.auditsphere.app.storage.DatabaseSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The benchmarks of the pipeline, each with what it runs on written above its table. */
public final class Benchmarks {

    private Benchmarks() {}

    /**
     * CPU and rate against a pass-through; some two minutes a million records and round.
     *
     * @param configuration what models are trained by
     * @param given settings of the runs as {@code key=value}, over the defaults
     * @param folder where the broker and the states are put meanwhile; deleted afterwards
     * @param records records measured in each run, 1 or more
     * @param warmUp records scored before them
     * @param rounds how often everything is run and counted, 1 or more
     * @param discarded rounds before them that do not count
     * @param users accounts of the ordinary runs
     * @param manyUsers accounts of the run with many
     * @param only runs whose name contains this; empty for all
     */
    public static String pipeline(
            Configuration configuration,
            List<String> given,
            Path folder,
            long records,
            long warmUp,
            int rounds,
            int discarded,
            int users,
            int manyUsers,
            String only)
            throws IOException {
        try (BenchCluster cluster = BenchCluster.start(configuration, folder)) {
            PipelineBench.Options options =
                    new PipelineBench.Options(records, warmUp, rounds, discarded, users, manyUsers, only);
            return machine() + new PipelineBench(cluster, options, given).run();
        }
    }

    /**
     * CPU time of an event by stage, on one thread without a broker.
     *
     * @param configuration what models are trained and events scored by
     * @param events events measured
     * @param warmUp events scored before them
     * @param users accounts
     */
    public static String stages(Configuration configuration, int events, int warmUp, int users) {
        return machine() + new StageBench(configuration, new StageBench.Options(events, warmUp, users)).run();
    }

    /**
     * Time from producer to read_committed consumer.
     *
     * @param perSecond events a second
     * @param seconds how long each setting is measured
     * @param users accounts
     */
    public static String latency(
            Configuration configuration, List<String> given, Path folder, int perSecond, int seconds, int users)
            throws IOException {
        try (BenchCluster cluster = BenchCluster.start(configuration, folder)) {
            return machine()
                    + new LatencyBench(cluster, new LatencyBench.Options(perSecond, seconds, users), given).run();
        }
    }

    /**
     * Sizes of the stores while weeks of event time pass; the stream runs as fast as it can.
     *
     * @param users accounts at any time
     * @param days days of event time
     * @param eventsADay events of a user a day, on average
     * @param leaving share of the users that are replaced each day, 0..1
     * @param lookDays days of event time between two looks at the stores, 1 or more
     */
    public static String soak(
            List<String> given, Path folder, int users, int days, double eventsADay, double leaving, int lookDays)
            throws IOException {
        try (BenchCluster cluster = BenchCluster.startWithoutModels(folder)) {
            SoakBench.Options options = new SoakBench.Options(users, days, eventsADay, leaving, lookDays);
            return machine() + new SoakBench(cluster, options, given).run();
        }
    }

    /**
     * Archiving and reading of history against plain copies of the same rows.
     *
     * @param folder where the broker and the database are put meanwhile; deleted afterwards
     * @param rows events archived and read, 1 or more
     */
    public static String history(Path folder, long rows) throws IOException {
        Path own = Files.createTempDirectory(Files.createDirectories(folder), "bench-history-");
        try (BenchCluster cluster = BenchCluster.startWithoutModels(folder);
                EmbeddedPostgres postgres = EmbeddedPostgres.start(own);
                Database database = Database.open(DatabaseSettings.of(postgres.databaseUrl("postgres")))) {
            return machine() + new HistoryBench(cluster, database, own.resolve("rows"), rows).run();
        } finally {
            FileTrees.delete(own);
        }
    }

    private static String machine() {
        return String.format(
                Locale.ROOT,
                "%d processors (%s), Java %s; broker, program and load on the same machine.%n%n",
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.arch"),
                System.getProperty("java.version"));
    }
}

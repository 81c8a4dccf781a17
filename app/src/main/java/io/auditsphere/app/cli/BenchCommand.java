package io.auditsphere.app.cli;

import io.auditsphere.app.local.bench.Benchmarks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "bench",
        description = {
            "Measures the pipeline on this machine: processes of its own against an embedded broker, which is another.",
            "Settings given with -D are those of the measured runs; $AUDITSPHERE_JAVA_OPTIONS are their JVM's options."
        },
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            BenchCommand.Pipeline.class,
            BenchCommand.Stages.class,
            BenchCommand.Latency.class,
            BenchCommand.Soak.class,
            BenchCommand.History.class
        })
final class BenchCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name one: pipeline, stages, latency, soak or history");
    }

    /** What all have: settings, a folder, and where to print. */
    abstract static class Benchmark implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Mixin
        private SettingsOptions settings;

        @Option(
                names = "--folder",
                paramLabel = "FOLDER",
                defaultValue = "bench",
                description = "Where the broker and the states are put meanwhile (${DEFAULT-VALUE}).")
        private Path folder;

        @Override
        public Integer call() throws IOException {
            LocalParts.require();
            String table = measure(settings);
            spec.commandLine().getOut().print(table);
            spec.commandLine().getOut().flush();
            return ExitCodes.DONE;
        }

        Path folder() {
            return folder;
        }

        int atLeastOne(String option, int value) {
            if (value < 1) {
                throw new ParameterException(spec.commandLine(), option + " is 1 or more, not " + value);
            }
            return value;
        }

        abstract String measure(SettingsOptions settings) throws IOException;
    }

    @Command(
            name = "pipeline",
            description =
                    "CPU and rate of the whole pipeline, exactly-once and every result written, against a stream that"
                            + " only parses and writes the same records, in the same round.")
    static final class Pipeline extends Benchmark {

        @Option(
                names = "--records",
                paramLabel = "N",
                defaultValue = "1000000",
                description = "Records measured in each run (${DEFAULT-VALUE}).")
        private int records;

        @Option(
                names = "--warm-up",
                paramLabel = "N",
                defaultValue = "2000000",
                description =
                        "Records scored before them (${DEFAULT-VALUE}), after a week of history that only teaches: the JVM"
                                + " compiles for its first millions of records, and more code for longer.")
        private int warmUp;

        @Option(
                names = "--rounds",
                paramLabel = "N",
                defaultValue = "3",
                description = "How often everything is run in turn and counted, forth and back (${DEFAULT-VALUE}).")
        private int rounds;

        @Option(
                names = "--discard",
                paramLabel = "N",
                defaultValue = "1",
                description =
                        "Rounds before them that are run and printed, and do not count (${DEFAULT-VALUE}): the broker is one"
                                + " process for all rounds, and cold in the first.")
        private int discarded;

        @Option(
                names = "--users",
                paramLabel = "N",
                defaultValue = "10000",
                description = "Accounts of the ordinary runs, 14 events a working day each (${DEFAULT-VALUE}).")
        private int users;

        @Option(
                names = "--many-users",
                paramLabel = "N",
                defaultValue = "300000",
                description = "Accounts of the runs with many, after four days of history (${DEFAULT-VALUE}).")
        private int manyUsers;

        @Option(
                names = "--only",
                paramLabel = "TEXT",
                defaultValue = "",
                description = "Only runs whose name contains this, such as \"dedup on\", and the pass-through.")
        private String only;

        @Override
        String measure(SettingsOptions settings) throws IOException {
            return Benchmarks.pipeline(
                    settings.load(),
                    settings.overrides(),
                    folder(),
                    atLeastOne("--records", records),
                    Math.max(0, warmUp),
                    atLeastOne("--rounds", rounds),
                    Math.max(0, discarded),
                    atLeastOne("--users", users),
                    atLeastOne("--many-users", manyUsers),
                    only);
        }
    }

    @Command(
            name = "stages",
            description =
                    "CPU time of an event by stage: the pipeline's own code on one thread, with neither broker nor"
                            + " stores, beside the pass-through's parse and serialisation.")
    static final class Stages extends Benchmark {

        @Option(
                names = "--events",
                paramLabel = "N",
                defaultValue = "500000",
                description = "Events measured (${DEFAULT-VALUE}).")
        private int events;

        @Option(
                names = "--warm-up",
                paramLabel = "N",
                defaultValue = "500000",
                description = "Events scored before them (${DEFAULT-VALUE}).")
        private int warmUp;

        @Option(names = "--users", paramLabel = "N", defaultValue = "10000", description = "Users (${DEFAULT-VALUE}).")
        private int users;

        @Override
        String measure(SettingsOptions settings) {
            return Benchmarks.stages(
                    settings.load(), atLeastOne("--events", events), Math.max(0, warmUp), atLeastOne("--users", users));
        }
    }

    @Command(
            name = "latency",
            description = "Time from producer to read_committed consumer at a steady rate, in place and re-keyed.")
    static final class Latency extends Benchmark {

        @Option(
                names = "--rate",
                paramLabel = "N",
                defaultValue = "1000",
                description = "Events a second (${DEFAULT-VALUE}).")
        private int rate;

        @Option(
                names = "--seconds",
                paramLabel = "N",
                defaultValue = "30",
                description = "How long each setting is measured (${DEFAULT-VALUE}).")
        private int seconds;

        @Option(names = "--users", paramLabel = "N", defaultValue = "10000", description = "Users (${DEFAULT-VALUE}).")
        private int users;

        @Override
        String measure(SettingsOptions settings) throws IOException {
            return Benchmarks.latency(
                    settings.load(),
                    settings.overrides(),
                    folder(),
                    atLeastOne("--rate", rate),
                    atLeastOne("--seconds", seconds),
                    atLeastOne("--users", users));
        }
    }

    @Command(
            name = "soak",
            description =
                    "Lets weeks of event time pass, prints what the stores hold, and says whether it has come to a"
                            + " plateau, whether silent users are forgotten, and how far `topology --estimate` is off.")
    static final class Soak extends Benchmark {

        @Option(
                names = "--users",
                paramLabel = "N",
                defaultValue = "200000",
                description = "Users at any time (${DEFAULT-VALUE}).")
        private int users;

        @Option(
                names = "--days",
                paramLabel = "N",
                defaultValue = "60",
                description = "Days of event time (${DEFAULT-VALUE}).")
        private int days;

        @Option(
                names = "--events-a-day",
                paramLabel = "X",
                defaultValue = "0.2",
                description = "Events of a user a day, on average (${DEFAULT-VALUE}).")
        private double eventsADay;

        @Option(
                names = "--leaving",
                paramLabel = "SHARE",
                defaultValue = "0.01",
                description = "Share of the users that leave and are replaced each day (${DEFAULT-VALUE}).")
        private double leaving;

        @Option(
                names = "--look",
                paramLabel = "N",
                defaultValue = "10",
                description = "Days of event time between two looks, before each of which the stream is ended in order"
                        + " (${DEFAULT-VALUE}).")
        private int lookDays;

        @Override
        String measure(SettingsOptions settings) throws IOException {
            return Benchmarks.soak(
                    settings.overrides(),
                    folder(),
                    atLeastOne("--users", users),
                    atLeastOne("--days", days),
                    eventsADay,
                    leaving,
                    atLeastOne("--look", lookDays));
        }
    }

    @Command(
            name = "history",
            description = "Rows a second from the topic into Postgres, and out of it for training, each beside a plain"
                    + " COPY of the same rows.")
    static final class History extends Benchmark {

        @Option(
                names = "--rows",
                paramLabel = "N",
                defaultValue = "2000000",
                description = "Events archived and read (${DEFAULT-VALUE}).")
        private int rows;

        @Override
        String measure(SettingsOptions settings) throws IOException {
            return Benchmarks.history(folder(), atLeastOne("--rows", rows));
        }
    }
}

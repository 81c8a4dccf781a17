package io.auditsphere.app.cli;

import io.auditsphere.app.console.Console;
import io.auditsphere.app.input.InputSelection;
import io.auditsphere.app.local.LocalMode;
import io.auditsphere.app.local.LocalOptions;
import io.auditsphere.app.local.LocalStartException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "local",
        description = {
            "Runs everything with nothing to install: Kafka and Postgres in a folder, an organisation's month learnt and"
                    + " trained on, its newest week replayed, then live events, attacks among both, and alerts printed"
                    + " with their reasons.",
            "Ctrl-C ends it cleanly; the next start goes on from the folder. Servers listen on this machine alone."
        },
        footer = {"", "From a fresh clone: ./mvnw -q -Plocal, and -Dlocal.args=\"--reset\" for options."})
final class LocalCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingsOptions settings;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            defaultValue = "data",
            description = "Where everything is kept (${DEFAULT-VALUE}).")
    private Path data;

    @Option(names = "--reset", description = "Begin anew: what the folder holds of an earlier run is deleted.")
    private boolean reset;

    @Option(
            names = "--users",
            paramLabel = "N",
            defaultValue = "300",
            description = "People generated (${DEFAULT-VALUE}).")
    private int users;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Who they are (${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--speed",
            paramLabel = "N",
            description =
                    "How many times its own pace the past is replayed at: 300 for the generated week, 1 for --input"
                            + " with --pace own.")
    private Double speed;

    @Option(
            names = "--input",
            paramLabel = "LOG",
            arity = "1..*",
            description = "A log of your own in place of everything generated, in a data folder of its own: files,"
                    + " folders, patterns, or - for standard input; as `auditsphere score` takes them.")
    private final List<String> input = new ArrayList<>();

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Also write the report on the input to this file, as JSON.")
    private Path report;

    @Option(
            names = "--learn-share",
            paramLabel = "SHARE",
            defaultValue = "0.7",
            description = "The first part of the input, which is learnt and trained on; the rest is scored"
                    + " (${DEFAULT-VALUE}).")
    private double learnShare;

    /** How fast the rest of an input is scored. */
    enum Pace {
        FULL,
        OWN
    }

    @Option(
            names = "--pace",
            paramLabel = "PACE",
            defaultValue = "full",
            description = "Whether the rest of the input comes at full speed or at its own pace: full or own"
                    + " (${DEFAULT-VALUE}).")
    private Pace pace;

    @Override
    public Integer call() throws Exception {
        LocalParts.require();
        refuseAbsentInput();
        try (LocalMode local = new LocalMode(options(), Console.standardOutput())) {
            EndOnSignal.of(local);
            local.run(settings.load());
            return ExitCodes.DONE;
        } catch (LocalStartException e) {
            throw new NotReadyException(e.getMessage());
        }
    }

    private void refuseAbsentInput() throws IOException {
        try {
            InputSelection.of(input);
        } catch (FileNotFoundException e) {
            throw new ParameterException(spec.commandLine(), "--input: " + e.getMessage(), e);
        }
    }

    private LocalOptions options() {
        try {
            double times = speed != null ? speed : input.isEmpty() ? 300 : 1;
            return new LocalOptions(data, reset, users, seed, times, input, learnShare, pace == Pace.OWN, report);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}

package io.auditsphere.app.cli;

import io.auditsphere.app.config.ComponentSettings;
import io.auditsphere.app.console.Console;
import io.auditsphere.app.detectors.SettingsFile;
import io.auditsphere.app.report.TopAlerts;
import io.auditsphere.app.scoring.ScoreRequest;
import io.auditsphere.app.scoring.ScoreRun;
import io.auditsphere.app.scoring.ScoreSettings;
import io.auditsphere.app.scoring.ScoreSummary;
import io.auditsphere.model.scoring.LiveDetectors;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "score",
        description = {
            "Scores logs by the very code of the stream: no Kafka, no database, state in memory, which grows with the"
                    + " number of users and not with the log.",
            InputArguments.ACCEPTED,
            "A log alone is put into the order of time; its first part is learnt and trained on, the rest is scored."
                    + " With --input, logs are scored as a whole and in their own order, with what --train, --model and"
                    + " --learn say. Without --output the alerts are printed, the worst first."
        },
        footer = {
            "",
            "Examples:",
            "  auditsphere score AuditLog_2026-11-21.csv",
            "  auditsphere score --train may/ --input june.ndjson --output out.ndjson",
            "  zcat june.ndjson.gz | auditsphere score --model box.snapshot \\",
            "      --learn may/ --input - --output -"
        })
final class ScoreCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingsOptions settings;

    @Mixin
    private InputArguments inputs;

    @Parameters(
            paramLabel = "LOG",
            arity = "0..*",
            description = "A log of which the first part is learnt and the rest scored; several are one log.")
    private final List<String> logs = new ArrayList<>();

    @Option(
            names = "--learn-share",
            paramLabel = "SHARE",
            defaultValue = "0.7",
            description = "The first part of a LOG, by events, that is learnt (${DEFAULT-VALUE}).")
    private double learnShare;

    @Option(names = "--input", paramLabel = "LOG", arity = "1..*", description = "Logs to score as a whole.")
    private final List<String> input = new ArrayList<>();

    @Option(
            names = "--train",
            paramLabel = "LOG",
            arity = "1..*",
            description =
                    "Logs to fit a forest for each provider on; they also teach the state of their users. If a file of"
                            + " the input is among them, state begins empty.")
    private final List<String> train = new ArrayList<>();

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "A model to score with, as `auditsphere models export` writes it; one for each provider.")
    private final List<Path> models = new ArrayList<>();

    @Option(
            names = "--learn",
            paramLabel = "LOG",
            arity = "1..*",
            description = "Logs that teach the state of their users, without a fit; for use with --model.")
    private final List<String> learn = new ArrayList<>();

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "One result a line; - is standard output; packed if the name ends with .gz.")
    private String output;

    @Option(names = "--findings", paramLabel = "FILE", description = "One line each time a finding changes.")
    private String findings;

    @Option(
            names = "--dead-letters",
            paramLabel = "FILE",
            description = "One line for each record that was not read in full, with the reason.")
    private String deadLetters;

    @Option(
            names = "--detector-settings",
            paramLabel = "FILE",
            description = "Settings of detectors and suppression rules to judge by, as `auditsphere detectors export`"
                    + " writes those in force. Without it detectors are as shipped, and nothing is muted.")
    private Path detectorSettings;

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many alerts are printed where there is no --output (${DEFAULT-VALUE}).")
    private int top;

    @Override
    public Integer call() throws IOException {
        Console console = Console.standardError();
        long started = System.nanoTime();
        TopAlerts alerts = new TopAlerts(top);
        ScoreSummary summary = new ScoreRun(request(), settings(), Clock.systemUTC(), console)
                .run(output == null ? alerts::add : unused -> {});
        double seconds = (System.nanoTime() - started) / 1e9;
        if (output == null) {
            PrintWriter out = spec.commandLine().getOut();
            alerts.lines().forEach(out::println);
            out.flush();
        }
        inputs.tell(summary.report(), console);
        summary.notTrained().forEach(reason -> console.line("not trained: " + reason));
        console.line(summary + String.format(Locale.ROOT, "; %.1f s", seconds));
        boolean all = summary.notTrained().isEmpty() && !summary.report().hasUnread();
        return all ? ExitCodes.DONE : ExitCodes.PARTLY;
    }

    private ScoreSettings settings() {
        ComponentSettings components = new ComponentSettings(settings.load());
        LiveDetectors detectors = components.detectors();
        if (detectorSettings != null) {
            try {
                SettingsFile.read(detectorSettings, detectors, Clock.systemUTC().instant());
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), "--detector-settings " + e.getMessage(), e);
            }
        }
        return components.score().with(detectors.inForce());
    }

    private ScoreRequest request() throws IOException {
        if (logs.isEmpty() == input.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    logs.isEmpty()
                            ? "Name a log, such as an export: auditsphere score AuditLog.csv"
                            : "Either a LOG, of which the first part is learnt, or --input; not both");
        }
        if (!train.isEmpty() && !learn.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--train teaches state already; leave out --learn");
        }
        if (!logs.isEmpty() && !(train.isEmpty() && learn.isEmpty() && models.isEmpty())) {
            throw new ParameterException(
                    spec.commandLine(), "--train, --learn and --model go with --input: say --input " + logs.get(0));
        }
        if (top < 0) {
            throw new ParameterException(spec.commandLine(), "--top is 0 or more, not " + top);
        }
        try {
            return new ScoreRequest(
                    InputArguments.selectionOrNull(logs.isEmpty() ? input : logs),
                    logs.isEmpty() ? null : (Double) learnShare,
                    InputArguments.selectionOrNull(train),
                    models,
                    InputArguments.selectionOrNull(learn),
                    output,
                    findings,
                    deadLetters);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}

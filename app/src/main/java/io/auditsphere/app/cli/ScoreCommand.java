package io.auditsphere.app.cli;

import io.auditsphere.app.config.ComponentSettings;
import io.auditsphere.app.console.Console;
import io.auditsphere.app.scoring.ScoreRequest;
import io.auditsphere.app.scoring.ScoreRun;
import io.auditsphere.app.scoring.ScoreSummary;
import java.io.IOException;
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
import picocli.CommandLine.Spec;

@Command(
        name = "score",
        description = {
            "Scores a file by the very code of the stream: no Kafka, no database, state in memory.",
            "Files hold one record a line (NDJSON) in any accepted shape, plain or gzip, and are scored in their own"
                    + " order; memory grows with the number of users, not with the file."
        },
        footer = {
            "",
            "Examples:",
            "  auditsphere score --train may.ndjson --input june.ndjson --output results.ndjson",
            "  zcat june.ndjson.gz | auditsphere score --model microsoft.snapshot --learn may.ndjson \\",
            "      --input - --output -"
        })
final class ScoreCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingsOptions settings;

    @Option(
            names = "--input",
            paramLabel = "FILE",
            required = true,
            description = "Events to score; - is standard input.")
    private String input;

    @Option(
            names = "--train",
            paramLabel = "FILE",
            description =
                    "Events to fit a forest for each provider on; they also teach the state of their users. If it is"
                            + " the input itself, state begins empty.")
    private String train;

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "A model to score with, as `auditsphere models export` writes it; one for each provider.")
    private final List<Path> models = new ArrayList<>();

    @Option(
            names = "--learn",
            paramLabel = "FILE",
            description = "Events that teach the state of their users, without a fit; for use with --model.")
    private String learn;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            required = true,
            description = "One result a line; - is standard output; packed if the name ends with .gz.")
    private String output;

    @Option(names = "--findings", paramLabel = "FILE", description = "One line each time a finding changes.")
    private String findings;

    @Option(
            names = "--dead-letters",
            paramLabel = "FILE",
            description = "One line for each record that was not read in full, with the reason.")
    private String deadLetters;

    @Override
    public Integer call() throws IOException {
        if (train != null && learn != null) {
            throw new ParameterException(spec.commandLine(), "--train teaches state already; leave out --learn");
        }
        Console console = Console.standardError();
        long started = System.nanoTime();
        ScoreRequest request = new ScoreRequest(input, train, models, learn, output, findings, deadLetters);
        ScoreSummary summary =
                new ScoreRun(request, new ComponentSettings(settings.load()).score(), Clock.systemUTC(), console).run();
        double seconds = (System.nanoTime() - started) / 1e9;
        console.line(summary + String.format(Locale.ROOT, "; %.1f s", seconds));
        summary.notTrained().forEach(reason -> console.line("not trained: " + reason));
        return summary.notTrained().isEmpty() ? ExitCodes.DONE : ExitCodes.PARTLY;
    }
}

package io.auditsphere.app.cli;

import io.auditsphere.app.config.ClientSettings;
import io.auditsphere.app.config.ComponentSettings;
import io.auditsphere.app.config.Configuration;
import io.auditsphere.app.console.Console;
import io.auditsphere.app.generate.Arrival;
import io.auditsphere.app.generate.AttackPlan;
import io.auditsphere.app.generate.GenerateRun;
import io.auditsphere.app.generate.GeneratorSettings;
import io.auditsphere.app.service.EventSender;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "generate",
        description = {
            "Generates the audit log of a made-up organisation: people with habits, service accounts, what is normal though"
                    + " it looks odd, late arrivals and redeliveries, and attacks that a truth file names.",
            "The same seed and span give the same events."
        })
final class GenerateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingsOptions settings;

    @ArgGroup(multiplicity = "1")
    private Target target;

    private static final class Target {
        @Option(
                names = "--output",
                paramLabel = "FILE",
                description = "Write NDJSON here; - is standard output; packed if the name ends with .gz.")
        private String output;

        @Option(names = "--to-topic", description = "Write to audit-events, keyed by user.")
        private boolean toTopic;
    }

    @Option(names = "--truth", paramLabel = "FILE", description = "Write the truth about attacks and odd habits here.")
    private Path truth;

    @Option(
            names = "--start",
            paramLabel = "TIME",
            description = "First arrival, such as 2026-05-04T00:00:00Z. Without it, so that the span ends now.")
    private String start;

    @Option(names = "--days", paramLabel = "N", defaultValue = "7", description = "Length (${DEFAULT-VALUE}).")
    private int days;

    @Option(names = "--users", paramLabel = "N", defaultValue = "300", description = "People (${DEFAULT-VALUE}).")
    private int users;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Who they are (${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--provider",
            paramLabel = "NAME",
            description = "A provider that the organisation uses; may be repeated. Without it, all four.")
    private List<String> providers;

    @Option(
            names = "--attacks",
            paramLabel = "N",
            defaultValue = "0",
            description = "Attacks a day on average, all seven categories in turn (${DEFAULT-VALUE}).")
    private double attacks;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "0",
            description = "Events a second; 0 for as fast as they are taken (${DEFAULT-VALUE}).")
    private double rate;

    @Override
    public Integer call() throws IOException {
        Configuration configuration = settings.load();
        GenerateRun.Options options = options();
        Console console = Console.standardError();
        GenerateRun.Summary summary;
        if (target.toTopic) {
            try (EventSender sender = EventSender.open(
                    ClientSettings.producer(configuration),
                    new ComponentSettings(configuration).topics().auditEvents())) {
                summary = run(options, arrival -> sender.send(arrival.event(), false), console);
                sender.flush();
            }
        } else {
            try (BufferedOutputStream out = output()) {
                summary = run(options, GenerateRun.ndjson(out), console);
            }
        }
        console.done(
                "Generated",
                summary.arrivals() + " events, " + summary.duplicates() + " of them redeliveries, " + summary.attacks()
                        + " attacks");
        return ExitCodes.DONE;
    }

    private GenerateRun.Options options() {
        try {
            Instant from = start == null
                    ? Instant.now().truncatedTo(ChronoUnit.HOURS).minus(days, ChronoUnit.DAYS)
                    : Instant.parse(start);
            return new GenerateRun.Options(
                    new GeneratorSettings(seed, users, providers == null ? GeneratorSettings.PROVIDERS : providers),
                    from,
                    Duration.ofDays(days),
                    attacks == 0 ? AttackPlan.none() : AttackPlan.perDay(attacks),
                    rate,
                    truth);
        } catch (DateTimeParseException e) {
            throw new ParameterException(
                    spec.commandLine(), "--start " + start + " is no time such as 2026-05-04T00:00:00Z", e);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private GenerateRun.Summary run(GenerateRun.Options options, Consumer<Arrival> sink, Console console)
            throws IOException {
        double spanMs = options.length().toMillis();
        long startMs = options.start().toEpochMilli();
        Consumer<Arrival> watched = arrival -> {
            sink.accept(arrival);
            long passedMs = arrival.arrival().toEpochMilli() - startMs;
            console.progress("Generating", passedMs / spanMs, "until " + arrival.arrival());
        };
        return new GenerateRun(options, watched).run();
    }

    private BufferedOutputStream output() throws IOException {
        OutputStream raw = target.output.equals("-") ? System.out : Files.newOutputStream(Path.of(target.output));
        return new BufferedOutputStream(target.output.endsWith(".gz") ? new GZIPOutputStream(raw) : raw, 1 << 17);
    }
}

package io.auditsphere.app.cli;

import io.auditsphere.app.config.ClientSettings;
import io.auditsphere.app.config.ComponentSettings;
import io.auditsphere.app.config.Configuration;
import io.auditsphere.app.config.Durations;
import io.auditsphere.app.console.PlainText;
import io.auditsphere.app.detectors.DetectorSettingsPublisher;
import io.auditsphere.app.detectors.SuppressionText;
import io.auditsphere.app.detectors.SuppressionTrial;
import io.auditsphere.model.detect.FindingTracker;
import io.auditsphere.model.scoring.LiveDetectors;
import io.auditsphere.model.suppression.Suppressions;
import io.auditsphere.schemas.SuppressionRule;
import io.auditsphere.schemas.SuppressionRuleJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "suppressions",
        description = "Rules about what nobody wants to be alerted of: they mute alerts and responses, never a record.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            SuppressionsCommand.ListRules.class,
            SuppressionsCommand.Check.class,
            SuppressionsCommand.Try.class,
            SuppressionsCommand.Add.class,
            SuppressionsCommand.Remove.class
        })
final class SuppressionsCommand implements Runnable {

    private static final int MOST_OF_ID = 60;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name one: list, check, test, add or remove");
    }

    /** The rules of a file, or the one that id and options make. */
    private static List<SuppressionRule> rules(CommandSpec spec, Path file, String id, SuppressionOptions options)
            throws IOException {
        Instant now = Clock.systemUTC().instant();
        if ((file == null) == (id == null)) {
            throw new ParameterException(
                    spec.commandLine(),
                    file == null ? "Name the rule, or a file with rules: --file" : "Either an ID or --file, not both");
        }
        try {
            List<SuppressionRule> drafts = file == null ? List.of(options.rule(id, now)) : fromFile(file, now);
            Suppressions.of(drafts);
            return drafts.stream().map(DetectorSettingsPublisher::versioned).toList();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), (file == null ? "" : file + ": ") + e.getMessage(), e);
        }
    }

    private static List<SuppressionRule> fromFile(Path file, Instant now) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        try {
            return SuppressionRuleJson.readDrafts(bytes, now, System.getProperty("user.name"));
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** A misspelt detector would mute nothing, and nobody would know. */
    private static void checkDetectors(CommandSpec spec, List<SuppressionRule> rules, LiveDetectors detectors) {
        for (SuppressionRule rule : rules) {
            for (String name : rule.scope().detectors()) {
                if (!name.equals(FindingTracker.FOREST)
                        && !detectors.valuesInForce().containsKey(name)) {
                    throw new ParameterException(
                            spec.commandLine(),
                            rule.id() + ": scope.detectors: there is no detector " + name + "; there are "
                                    + FindingTracker.FOREST + " and "
                                    + detectors.valuesInForce().keySet());
                }
            }
        }
    }

    @Command(name = "list", description = "Lists the rules: what each is about, until when, and who answers for it.")
    static final class ListRules implements Runnable {

        @Spec
        private CommandSpec spec;

        @Mixin
        private SettingsOptions settings;

        @Override
        public void run() {
            Instant now = Clock.systemUTC().instant();
            PrintWriter out = spec.commandLine().getOut();
            Map<String, SuppressionRule> rules =
                    DetectorsTopic.inForce(settings.load()).rules();
            if (rules.isEmpty()) {
                out.println("There are no rules: nothing is muted. `auditsphere suppressions add` puts one in force");
            }
            rules.values().forEach(rule -> SuppressionText.of(rule, now).forEach(out::println));
            out.flush();
        }
    }

    @Command(
            name = "check",
            description = "Checks a file with one rule, or an array of them, and says what each is about. No Kafka.")
    static final class Check implements Runnable {

        @Spec
        private CommandSpec spec;

        @Mixin
        private SettingsOptions settings;

        @Parameters(paramLabel = "FILE", description = "The file, in JSON.")
        private Path file;

        @Override
        public void run() {
            PrintWriter out = spec.commandLine().getOut();
            try {
                List<SuppressionRule> rules = rules(spec, file, null, null);
                checkDetectors(spec, rules, new ComponentSettings(settings.load()).detectors());
                Instant now = Clock.systemUTC().instant();
                rules.forEach(rule -> SuppressionText.of(rule, now).forEach(out::println));
            } catch (IOException e) {
                throw new ParameterException(spec.commandLine(), file + " cannot be read: " + e.getMessage(), e);
            }
            out.flush();
        }
    }

    @Command(
            name = "test",
            description = {
                "Says which of the latest alerts rules would have muted, and changes nothing.",
                "Alerts are read from anomalies, those about source addresses from findings. The rules are those in force,"
                        + " and those of --file instead of the ones with the same ids."
            })
    static final class Try implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Mixin
        private SettingsOptions settings;

        @Option(names = "--file", paramLabel = "FILE", description = "A file with rules that are not in force yet.")
        private Path file;

        @Option(
                names = "--since",
                paramLabel = "DURATION",
                defaultValue = "1d",
                description = "How far back alerts are read, by arrival (${DEFAULT-VALUE}).")
        private String since;

        @Override
        public Integer call() throws IOException {
            Configuration configuration = settings.load();
            LiveDetectors detectors = DetectorsTopic.inForce(configuration);
            if (file != null) {
                List<SuppressionRule> rules = rules(spec, file, null, null);
                checkDetectors(spec, rules, detectors);
                rules.forEach(detectors::suppress);
            }
            SuppressionTrial trial = new SuppressionTrial(detectors.suppressions());
            trial.read(
                    ClientSettings.consumer(configuration),
                    new ComponentSettings(configuration).topics(),
                    Clock.systemUTC().instant().minus(duration()));
            PrintWriter out = spec.commandLine().getOut();
            trial.lines().forEach(out::println);
            out.flush();
            return ExitCodes.DONE;
        }

        private Duration duration() {
            try {
                return Durations.parse(since);
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), "--since " + since + ": " + e.getMessage(), e);
            }
        }
    }

    @Command(
            name = "add",
            description = {
                "Puts a rule in force, or all of a file, in place of those with the same ids.",
                "For example: suppressions add weekly-export --owner soc@example.com --reason \"agreed with finance\""
                        + " --expires 90d --subject export@example.com --detector bulk"
            })
    static final class Add implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Mixin
        private SettingsOptions settings;

        @Parameters(paramLabel = "ID", arity = "0..1", description = "The rule's id.")
        private String id;

        @Option(names = "--file", paramLabel = "FILE", description = "Rules in JSON, in place of the options below.")
        private Path file;

        @Mixin
        private SuppressionOptions options;

        @Override
        public Integer call() throws IOException {
            List<SuppressionRule> rules = new ArrayList<>(rules(spec, file, id, options));
            Configuration configuration = settings.load();
            LiveDetectors detectors = DetectorsTopic.inForce(configuration);
            checkDetectors(spec, rules, detectors);
            try {
                rules.forEach(detectors::suppress);
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), e.getMessage(), e);
            }
            PrintWriter out = spec.commandLine().getOut();
            try (DetectorSettingsPublisher publisher = DetectorsTopic.publisher(configuration)) {
                rules.forEach(rule -> {
                    publisher.publish(rule);
                    out.println(rule.id() + " is in force until " + rule.expiresAt() + ", version " + rule.version());
                });
            }
            out.flush();
            return ExitCodes.DONE;
        }
    }

    @Command(name = "remove", description = "Takes a rule away: what it muted alerts with its next event.")
    static final class Remove implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Mixin
        private SettingsOptions settings;

        @Parameters(paramLabel = "ID", description = "The rule's id.")
        private String id;

        @Override
        public Integer call() {
            Configuration configuration = settings.load();
            LiveDetectors detectors = DetectorsTopic.inForce(configuration);
            if (!detectors.rules().containsKey(id)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "There is no rule " + PlainText.of(id, MOST_OF_ID) + "; there are "
                                + detectors.rules().keySet());
            }
            try (DetectorSettingsPublisher publisher = DetectorsTopic.publisher(configuration)) {
                publisher.unsuppress(id);
            }
            PrintWriter out = spec.commandLine().getOut();
            out.println(id + " is removed");
            out.flush();
            return ExitCodes.DONE;
        }
    }
}

package io.auditsphere.app.cli;

import io.auditsphere.app.config.Configuration;
import io.auditsphere.app.console.PlainText;
import io.auditsphere.app.detectors.DetectorSettingsPublisher;
import io.auditsphere.app.detectors.SettingText;
import io.auditsphere.app.detectors.SettingsFile;
import io.auditsphere.model.detect.DetectorSet;
import io.auditsphere.model.scoring.LiveDetectors;
import io.auditsphere.schemas.DetectorSettings;
import io.auditsphere.schemas.Severity;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "detectors",
        description = "Lists the detectors and changes their settings; streams that run follow within a second.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DetectorsCommand.ListDetectors.class,
            DetectorsCommand.Show.class,
            DetectorsCommand.Set.class,
            DetectorsCommand.Enable.class,
            DetectorsCommand.Disable.class,
            DetectorsCommand.Reset.class,
            DetectorsCommand.Export.class
        })
final class DetectorsCommand implements Runnable {

    private static final int MOST_OF_NAME = 60;

    /** Characters of a value: patterns and names may be a list of many. */
    private static final int MOST_OF_VALUE = 1000;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name one: list, show, set, enable, disable, reset or export");
    }

    /** What all have: settings, the detectors as they are in force, and where to print. */
    abstract static class OnDetectors implements Runnable {

        @Spec
        private CommandSpec spec;

        @Mixin
        private SettingsOptions settings;

        @Override
        public void run() {
            Configuration configuration = settings.load();
            LiveDetectors detectors = DetectorsTopic.inForce(configuration);
            PrintWriter out = spec.commandLine().getOut();
            run(detectors, configuration, out);
            out.flush();
        }

        abstract void run(LiveDetectors detectors, Configuration configuration, PrintWriter out);

        /** The settings in force of a detector, by name, those that were shipped included. */
        final Map<String, Object> valuesOf(LiveDetectors detectors, String name) {
            Map<String, Object> values = detectors.valuesInForce().get(name);
            if (values == null) {
                throw new ParameterException(
                        spec.commandLine(),
                        "There is no detector " + PlainText.of(name, MOST_OF_NAME) + "; there are "
                                + detectors.valuesInForce().keySet());
            }
            return values;
        }

        final ParameterException refused(String why) {
            return new ParameterException(spec.commandLine(), why);
        }

        /** Puts settings in force here, which checks them, and publishes them. */
        final void publish(
                LiveDetectors detectors, Configuration configuration, DetectorSettings changed, PrintWriter out) {
            try {
                detectors.set(changed);
            } catch (IllegalArgumentException e) {
                throw refused(e.getMessage());
            }
            try (DetectorSettingsPublisher publisher = DetectorsTopic.publisher(configuration)) {
                publisher.publish(changed);
            }
            out.println(changed.detector() + " now works by version " + changed.version());
        }

        /** The version in force; whoever may write to the topic may write anything into it. */
        static String versionOf(DetectorSettings set) {
            return set.version().isEmpty() ? DetectorSet.AS_SHIPPED : PlainText.of(set.version(), MOST_OF_NAME);
        }

        /** What is set over what was shipped; nothing for a detector that is as shipped. */
        static DetectorSettings before(LiveDetectors detectors, String name) {
            return detectors
                    .settings()
                    .getOrDefault(
                            name,
                            new DetectorSettings(
                                    name, true, Severity.LOW, Map.of(), "", null, System.getProperty("user.name")));
        }

        static DetectorSettings versioned(
                DetectorSettings before, boolean enabled, Severity minimum, Map<String, Object> values) {
            return DetectorSettingsPublisher.versioned(
                    before.detector(),
                    enabled,
                    minimum,
                    values,
                    Clock.systemUTC().instant(),
                    System.getProperty("user.name"));
        }
    }

    @Command(
            name = "list",
            description = "Lists the detectors: whether they are on, from which severity, by which version.")
    static final class ListDetectors extends OnDetectors {

        @Override
        void run(LiveDetectors detectors, Configuration configuration, PrintWriter out) {
            detectors.valuesInForce().forEach((name, values) -> {
                DetectorSettings set = before(detectors, name);
                out.printf(
                        "%-24s %-4s from %-9s version %s%n",
                        name,
                        set.enabled() ? "on" : "off",
                        set.minimumSeverity().wireName(),
                        versionOf(set));
            });
        }
    }

    @Command(name = "show", description = "Shows the settings of one detector, and who set them.")
    static final class Show extends OnDetectors {

        @Parameters(paramLabel = "DETECTOR", description = "The detector's name.")
        private String name;

        @Override
        void run(LiveDetectors detectors, Configuration configuration, PrintWriter out) {
            Map<String, Object> values = valuesOf(detectors, name);
            DetectorSettings set = before(detectors, name);
            out.println("detector          " + name);
            out.println("enabled           " + set.enabled());
            out.println("minimum_severity  " + set.minimumSeverity().wireName());
            out.println("version           " + versionOf(set));
            if (set.setAt() != null) {
                out.println("set               " + set.setAt() + " by " + PlainText.of(set.setBy(), MOST_OF_NAME));
            }
            values.forEach((setting, value) -> out.println((set.settings().containsKey(setting) ? "* " : "  ") + setting
                    + " = " + PlainText.of(SettingText.of(value), MOST_OF_VALUE)));
        }
    }

    @Command(
            name = "set",
            description = {
                "Changes settings of one detector; those that are not named stay.",
                "For example: detectors set authentication_failure failures_from_new=6 --minimum-severity high"
            })
    static final class Set extends OnDetectors {

        @Parameters(index = "0", paramLabel = "DETECTOR", description = "The detector's name.")
        private String name;

        @Parameters(
                index = "1..*",
                arity = "0..*",
                paramLabel = "SETTING=VALUE",
                description = "A setting as `detectors show` names it; texts of a list between commas.")
        private List<String> changes = List.of();

        @Option(
                names = "--minimum-severity",
                paramLabel = "SEVERITY",
                description = "Signals under it are dropped: low, medium, high or critical.")
        private Severity minimum;

        @Override
        void run(LiveDetectors detectors, Configuration configuration, PrintWriter out) {
            Map<String, Object> inForce = valuesOf(detectors, name);
            DetectorSettings before = before(detectors, name);
            Map<String, Object> values = new LinkedHashMap<>(before.settings());
            for (String change : changes) {
                int equals = change.indexOf('=');
                if (equals < 1) {
                    throw refused("'" + PlainText.of(change, MOST_OF_NAME) + "' is not of the form setting=value");
                }
                String setting = change.substring(0, equals);
                try {
                    values.put(setting, SettingText.parse(change.substring(equals + 1), inForce.get(setting)));
                } catch (IllegalArgumentException e) {
                    throw refused(setting + ": " + e.getMessage());
                }
            }
            if (changes.isEmpty() && minimum == null) {
                throw refused("Name at least one setting=value, or --minimum-severity");
            }
            Severity severity = minimum == null ? before.minimumSeverity() : minimum;
            publish(
                    detectors,
                    configuration,
                    versioned(before, before.enabled(), severity, new TreeMap<>(values)),
                    out);
        }
    }

    /** Turns one detector on or off. */
    abstract static class Switch extends OnDetectors {

        private final boolean on;

        @Parameters(paramLabel = "DETECTOR", description = "The detector's name.")
        private String name;

        Switch(boolean on) {
            this.on = on;
        }

        @Override
        void run(LiveDetectors detectors, Configuration configuration, PrintWriter out) {
            valuesOf(detectors, name);
            DetectorSettings before = before(detectors, name);
            publish(detectors, configuration, versioned(before, on, before.minimumSeverity(), before.settings()), out);
        }
    }

    @Command(name = "enable", description = "Turns a detector on.")
    static final class Enable extends Switch {
        Enable() {
            super(true);
        }
    }

    @Command(name = "disable", description = "Turns a detector off: it is not asked, and learns nothing.")
    static final class Disable extends Switch {
        Disable() {
            super(false);
        }
    }

    @Command(
            name = "export",
            description = "Prints what is set over what was shipped, and the suppression rules, as one file: for"
                    + " `auditsphere score --detector-settings`.")
    static final class Export extends OnDetectors {

        @Override
        void run(LiveDetectors detectors, Configuration configuration, PrintWriter out) {
            out.println(SettingsFile.of(detectors));
        }
    }

    @Command(name = "reset", description = "Takes a detector back to what it was shipped with.")
    static final class Reset extends OnDetectors {

        @Parameters(paramLabel = "DETECTOR", description = "The detector's name.")
        private String name;

        @Override
        void run(LiveDetectors detectors, Configuration configuration, PrintWriter out) {
            try (DetectorSettingsPublisher publisher = DetectorsTopic.publisher(configuration)) {
                publisher.reset(name);
            }
            out.println(PlainText.of(name, MOST_OF_NAME) + " is as shipped");
        }
    }
}

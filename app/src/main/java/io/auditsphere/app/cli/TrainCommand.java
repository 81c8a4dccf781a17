package io.auditsphere.app.cli;

import io.auditsphere.app.config.Configuration;
import io.auditsphere.app.config.Durations;
import io.auditsphere.app.config.InputKeys;
import io.auditsphere.app.console.Console;
import io.auditsphere.app.service.EndInOrder;
import io.auditsphere.app.training.TrainerBusyException;
import io.auditsphere.app.training.TrainingJob;
import io.auditsphere.app.training.TrainingProgress;
import io.auditsphere.app.training.TrainingReport;
import io.auditsphere.app.training.TrainingSchedule;
import java.sql.SQLException;
import java.time.Duration;
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
        name = "train",
        description = {
            "Trains a forest for each provider from the history in Postgres, stores it and puts it in force.",
            "Ends with 4 if a provider was left out: too few events, or a model that the gates refused; with 3 if another"
                    + " trainer is at work."
        })
final class TrainCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingsOptions settings;

    @Option(
            names = "--provider",
            paramLabel = "NAME",
            description = "Train this provider alone; may be repeated. Without it, all of the installation.")
    private final List<String> wanted = new ArrayList<>();

    @Option(
            names = "--every",
            paramLabel = "DURATION",
            description = "Go on training at this interval, such as 6h, until the process is asked to end.")
    private String every;

    @Override
    public Integer call() throws SQLException, TrainerBusyException {
        Configuration configuration = settings.load();
        List<String> providers = configuration.get(InputKeys.PROVIDERS);
        for (String provider : wanted) {
            if (!providers.contains(provider)) {
                throw new ParameterException(
                        spec.commandLine(), "--provider " + provider + " is none of `providers`: " + providers);
            }
        }
        Console console = Console.standardError();
        try (EndInOrder parts = new EndInOrder()) {
            TrainingJob job = Trainers.job(configuration, parts, progress(console));
            if (every == null) {
                return print(job.run(wanted.isEmpty() ? providers : wanted), console);
            }
            TrainingSchedule schedule = new TrainingSchedule(job, interval(), report -> print(report, console));
            EndOnSignal.of(() -> {
                schedule.stop();
                parts.close();
            });
            schedule.run();
            return ExitCodes.DONE;
        }
    }

    private Duration interval() {
        if (!wanted.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--every trains all providers; leave out --provider");
        }
        Duration interval;
        try {
            interval = Durations.parse(every);
        } catch (RuntimeException e) {
            throw new ParameterException(spec.commandLine(), "--every " + every + ": " + e.getMessage(), e);
        }
        if (interval.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new ParameterException(spec.commandLine(), "--every is 1m or longer, not " + every);
        }
        return interval;
    }

    private static TrainingProgress progress(Console console) {
        return (provider, phase, done, total) -> {
            double share = total > 0 ? (double) done / total : Double.NaN;
            switch (phase) {
                case REPLAY -> console.progress("Reading " + provider, share, done + " events");
                case FIT -> console.progress("Fitting " + provider, Double.NaN, "");
                case DONE -> console.progress("Trained " + provider, 1, done + " events");
            }
        };
    }

    private static int print(TrainingReport report, Console console) {
        report.results().forEach(result -> console.line(result.toString()));
        if (report.anyFailed()) {
            return ExitCodes.FAILED;
        }
        return report.allTrained() ? ExitCodes.DONE : ExitCodes.PARTLY;
    }
}

package io.auditsphere.app.cli;

import io.auditsphere.app.config.ClientSettings;
import io.auditsphere.app.config.ComponentSettings;
import io.auditsphere.app.config.Configuration;
import io.auditsphere.app.config.InputKeys;
import io.auditsphere.app.config.TrainingKeys;
import io.auditsphere.app.console.Console;
import io.auditsphere.app.history.Backfill;
import io.auditsphere.app.service.EndInOrder;
import io.auditsphere.app.storage.HistoryReader;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "backfill",
        description = {
            "Teaches a new stream what is normal for each user: writes the archived history to audit-events as records"
                    + " that only teach and yield no result.",
            "For a stream whose state is empty; it reads as far back as training does (train.history)."
        })
final class BackfillCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingsOptions settings;

    @Option(names = "--from-history", description = "Read the history in Postgres.")
    private boolean fromHistory;

    @Override
    public Integer call() throws SQLException {
        if (!fromHistory) {
            throw new ParameterException(spec.commandLine(), "Name where from: --from-history");
        }
        Configuration configuration = settings.load();
        ComponentSettings components = new ComponentSettings(configuration);
        Console console = Console.standardError();
        try (EndInOrder parts = new EndInOrder()) {
            Backfill backfill = parts.add(Backfill.open(
                    ClientSettings.shared(configuration),
                    new HistoryReader(
                            Trainers.database(configuration, parts),
                            () -> components.ingest().files()),
                    components.topics().auditEvents(),
                    Clock.systemUTC()));
            Map<String, Long> written = backfill.run(
                    configuration.get(InputKeys.PROVIDERS),
                    configuration.get(TrainingKeys.TRAIN_HISTORY),
                    events -> console.progress("Teaching", Double.NaN, events + " events"));
            console.done("Taught", written.toString());
        }
        return ExitCodes.DONE;
    }
}

package io.auditsphere.app.cli;

import io.auditsphere.app.config.ClientSettings;
import io.auditsphere.app.config.ComponentSettings;
import io.auditsphere.app.config.Configuration;
import io.auditsphere.app.console.Console;
import io.auditsphere.app.ingest.EventDecoder;
import io.auditsphere.app.input.InputFiles;
import io.auditsphere.app.input.InputRecord;
import io.auditsphere.app.input.InputSelection;
import io.auditsphere.app.report.InputReport;
import io.auditsphere.app.service.EventSender;
import io.auditsphere.app.service.LogSender;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "ingest",
        description = {
            "Writes logs to audit-events, keyed by user.",
            InputArguments.ACCEPTED,
            "Records go as they stand; what the stream cannot read, it dead-letters."
        })
final class IngestCommand implements Callable<Integer> {

    @Mixin
    private SettingsOptions settings;

    @Mixin
    private InputArguments inputs;

    @Parameters(paramLabel = "LOG", arity = "1..*", description = "The logs; - is standard input.")
    private final List<String> logs = new ArrayList<>();

    @Option(names = "--learn", description = "Only teach users' state: the events yield no results.")
    private boolean learn;

    @Override
    public Integer call() throws IOException {
        Configuration configuration = settings.load();
        ComponentSettings components = new ComponentSettings(configuration);
        InputSelection selection = InputSelection.of(logs);
        Console console = Console.standardError();
        InputReport report = new InputReport();
        long left;
        try (InputFiles files = InputFiles.open(selection, LogSender.MOST_BYTES);
                EventSender sender = EventSender.open(
                        ClientSettings.producer(configuration),
                        components.topics().auditEvents())) {
            LogSender log = new LogSender(
                    sender,
                    new EventDecoder(components.ingest().withoutMaxAge()),
                    components.score().dedupRetention(),
                    report,
                    console);
            for (InputRecord record = files.next(); record != null; record = files.next()) {
                log.send(record, learn);
                if (report.records() % 1000 == 0) {
                    console.progress("Sending", files.share(), log.sent() + " records");
                }
            }
            sender.flush();
            report.addFiles(files.begun(), files.unread(), selection.leftOut());
            left = log.leftOut();
            console.done("Sent", log.sent() + " records" + (left == 0 ? "" : ", " + left + " left out"));
        }
        inputs.tell(report, console);
        return left == 0 && !report.hasUnread() ? ExitCodes.DONE : ExitCodes.PARTLY;
    }
}

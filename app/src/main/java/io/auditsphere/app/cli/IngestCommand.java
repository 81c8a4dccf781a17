package io.auditsphere.app.cli;

import io.auditsphere.app.config.ClientSettings;
import io.auditsphere.app.config.ComponentSettings;
import io.auditsphere.app.config.Configuration;
import io.auditsphere.app.console.Console;
import io.auditsphere.app.ingest.EventDecoder;
import io.auditsphere.app.ingest.IngestSettings;
import io.auditsphere.app.scoring.RecordFile;
import io.auditsphere.app.service.EventSender;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "ingest",
        description = {
            "Writes a file of one record a line (NDJSON, plain or gzip, any accepted shape) to audit-events, keyed by user.",
            "Records go as they stand; what the stream cannot read, it dead-letters."
        })
final class IngestCommand implements Callable<Integer> {

    /** A producer refuses more at its default settings; nothing larger is an audit record. */
    private static final int MOST_BYTES = 1_000_000;

    @Mixin
    private SettingsOptions settings;

    @Parameters(paramLabel = "FILE", description = "The file; - is standard input.")
    private String file;

    @Option(names = "--learn", description = "Only teach users' state: the events yield no results.")
    private boolean learn;

    @Override
    public Integer call() throws IOException {
        Configuration configuration = settings.load();
        ComponentSettings components = new ComponentSettings(configuration);
        IngestSettings ingest = components.ingest().withoutMaxAge();
        EventDecoder decoder = new EventDecoder(ingest);
        Console console = Console.standardError();
        long sent = 0;
        long left = 0;
        try (RecordFile records = RecordFile.open(file, MOST_BYTES);
                EventSender sender = EventSender.open(
                        ClientSettings.producer(configuration),
                        components.topics().auditEvents())) {
            for (byte[] line = records.next(); line != null; line = records.next()) {
                if (records.wasCut()) {
                    left++;
                    console.line("line " + records.lineNumber() + " is over " + MOST_BYTES + " bytes: left out");
                } else {
                    sender.send(line, decoder, learn);
                    sent++;
                }
                if (sent % 1000 == 0) {
                    console.progress("Sending", records.share(), sent + " records");
                }
            }
            sender.flush();
        }
        console.done("Sent", sent + " records" + (left == 0 ? "" : ", " + left + " left out"));
        return left == 0 ? ExitCodes.DONE : ExitCodes.PARTLY;
    }
}

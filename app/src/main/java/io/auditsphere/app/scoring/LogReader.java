package io.auditsphere.app.scoring;

import io.auditsphere.app.console.Console;
import io.auditsphere.app.ingest.DecodedRecord;
import io.auditsphere.app.ingest.EventDecoder;
import io.auditsphere.app.input.InputFiles;
import io.auditsphere.app.input.InputRecord;
import io.auditsphere.app.input.InputSelection;
import io.auditsphere.app.report.InputReport;
import io.auditsphere.schemas.AuditEvent;
import java.io.IOException;
import java.util.List;

/** Reads logs into events: what cannot be read goes to the dead letters, and all is counted. For one thread. */
final class LogReader {

    /** Takes the events one after another. */
    @FunctionalInterface
    interface EventSink {
        void accept(AuditEvent event) throws IOException;
    }

    private static final int PROGRESS_RECORDS = 1000;

    private final EventDecoder decoder;
    private final int maxBytes;
    private final long arrivalMs;
    private final InputReport report;
    private final LineWriter deadLetters;
    private final Console console;

    /** A line counts as arriving at this time, since a file does not say when. */
    LogReader(
            EventDecoder decoder,
            int maxBytes,
            long arrivalMs,
            InputReport report,
            LineWriter deadLetters,
            Console console) {
        this.decoder = decoder;
        this.maxBytes = maxBytes;
        this.arrivalMs = arrivalMs;
        this.report = report;
        this.deadLetters = deadLetters;
        this.console = console;
    }

    /**
     * Hands every event of some files to a sink, in their order.
     *
     * @param doing what is done with them, for the progress
     * @throws IOException if not one of the files can be read
     */
    void read(String doing, InputSelection selection, EventSink sink) throws IOException {
        String what = doing + " " + selection.describe();
        // One byte over the limit: enough for the decoder to see that a record is too large.
        try (InputFiles files = InputFiles.open(selection, maxBytes + 1)) {
            long passed = 0;
            for (InputRecord record = files.next(); record != null; record = files.next()) {
                if (record.problem() == null) {
                    decode(record, sink);
                } else {
                    report.addProblem(record);
                    deadLetters.write(DeadLetterLine.of(record, List.of(record.problem())));
                }
                passed++;
                if (passed % PROGRESS_RECORDS == 0) {
                    console.progress(what, files.share(), passed + " records");
                }
            }
            console.done(what, passed + " records");
            report.addFiles(files.begun(), files.unread(), selection.leftOut());
        }
    }

    private void decode(InputRecord from, EventSink sink) throws IOException {
        DecodedRecord record = decoder.decode(from.value(), arrivalMs);
        report.add(from, record);
        for (AuditEvent event : record.events()) {
            sink.accept(event);
        }
        if (record.hasRejections()) {
            deadLetters.write(DeadLetterLine.of(from, record.rejections()));
        }
    }
}

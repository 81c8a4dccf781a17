package io.auditsphere.app.service;

import io.auditsphere.app.console.Console;
import io.auditsphere.app.console.PlainText;
import io.auditsphere.app.ingest.DecodedRecord;
import io.auditsphere.app.ingest.EventDecoder;
import io.auditsphere.app.input.InputRecord;
import io.auditsphere.app.report.InputReport;
import io.auditsphere.app.scoring.RecentIds;
import io.auditsphere.schemas.AuditEvent;
import java.time.Duration;

/**
 * Sends the records of a log as they stand, and counts them. What cannot be read is sent too: the stream dead-letters it.
 * Only what no broker takes is left out, and said. For one thread.
 */
public final class LogSender {

    /** A producer refuses more at its default settings; nothing larger is an audit record. */
    public static final int MOST_BYTES = 1_000_000;

    private static final int MOST_LINES = 10;
    private static final int MOST_NAME = 200;

    private final EventSender sender;
    private final EventDecoder decoder;
    private final RecentIds ids;
    private final InputReport report;
    private final Console console;
    private long watermarkMs = Long.MIN_VALUE;
    private long sent;
    private long leftOut;

    /**
     * @param dedupRetention how long the stream remembers ids, for the count of duplicates; zero counts none
     */
    public LogSender(
            EventSender sender, EventDecoder decoder, Duration dedupRetention, InputReport report, Console console) {
        this.sender = sender;
        this.decoder = decoder;
        this.ids = new RecentIds(dedupRetention);
        this.report = report;
        this.console = console;
    }

    /** Sends a record, or leaves it out. */
    public void send(InputRecord record, boolean learn) {
        if (record.cut() || record.value().length == 0) {
            leaveOut(record);
            return;
        }
        long arrivalMs = System.currentTimeMillis();
        DecodedRecord decoded = decoder.decode(record.value(), arrivalMs);
        if (record.problem() == null) {
            report.add(record, decoded);
            countDuplicates(decoded, arrivalMs);
        } else {
            report.addProblem(record);
        }
        sender.send(record.value(), decoded, learn);
        sent++;
    }

    private void leaveOut(InputRecord record) {
        leftOut++;
        if (record.problem() == null) {
            report.addTooLarge(record, MOST_BYTES);
        } else {
            report.addProblem(record);
        }
        if (leftOut <= MOST_LINES) {
            console.line(PlainText.of(record.where(), MOST_NAME) + " is "
                    + (record.problem() == null
                            ? "over " + MOST_BYTES + " bytes"
                            : "no record: " + record.problem().detail())
                    + "; it is left out");
        }
    }

    private void countDuplicates(DecodedRecord decoded, long arrivalMs) {
        for (AuditEvent event : decoded.events()) {
            watermarkMs = Math.max(watermarkMs, Math.min(event.creationTimeMs(), arrivalMs));
            if (ids.seen(event, watermarkMs)) {
                report.addDuplicate();
            }
        }
    }

    /** Records sent so far. */
    public long sent() {
        return sent;
    }

    /** Records left out so far: too large for the broker, or none. */
    public long leftOut() {
        return leftOut;
    }
}

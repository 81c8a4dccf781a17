package io.auditsphere.app.local;

import io.auditsphere.app.console.Console;
import io.auditsphere.app.ingest.DecodedRecord;
import io.auditsphere.app.ingest.EventDecoder;
import io.auditsphere.app.input.InputFiles;
import io.auditsphere.app.input.InputRecord;
import io.auditsphere.app.input.InputSelection;
import io.auditsphere.app.input.TimeSpool;
import io.auditsphere.app.report.InputReport;
import io.auditsphere.app.report.InputReportJson;
import io.auditsphere.app.report.InputReportText;
import io.auditsphere.app.service.EventSender;
import io.auditsphere.app.service.LogSender;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A log of one's own: its first part is learnt, the rest scored, at full speed or at its own pace. A log that is not in
 * the order of time, as exports are that list the newest first, is put into it. For one thread.
 */
final class FileFeed implements Feed {

    private static final long SAVE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long LONGEST_WAIT_MS = 200;
    /** A log is out of order if this part of its records lies so far behind what came before them. */
    private static final double DISORDER = 0.1;

    private static final long DISORDER_MS = Duration.ofHours(1).toMillis();

    private final LocalOptions options;
    private final InputSelection selection;
    private final EventDecoder decoder;
    private final Console console;
    private final InputReport report = new InputReport();
    private final long learnt;
    private final long lines;
    private final boolean inOrder;
    private Supplier<List<String>> domains = List::of;
    private TimeSpool spool;
    private long taken;

    /** Reads the log once, for the report, and to know how much there is and in which order. */
    FileFeed(LocalOptions options, InputSelection selection, EventDecoder decoder, Console console) throws IOException {
        this.options = options;
        this.selection = selection;
        this.decoder = decoder;
        this.console = console;
        long counted = 0;
        long behind = 0;
        long newestMs = Long.MIN_VALUE;
        try (InputFiles files = open()) {
            for (InputRecord record = files.next(); record != null; record = files.next()) {
                DecodedRecord decoded = count(record);
                if (!isSendable(record)) {
                    continue;
                }
                counted++;
                long timeMs = timeOf(decoded, newestMs);
                behind += timeMs < newestMs - DISORDER_MS ? 1 : 0;
                newestMs = Math.max(newestMs, timeMs);
                if (counted % 1000 == 0) {
                    console.progress("Reading " + selection.describe(), files.share(), counted + " records");
                }
            }
            report.addFiles(files.begun(), files.unread(), selection.leftOut());
        }
        this.lines = counted;
        this.inOrder = behind < DISORDER * counted;
        this.learnt = Math.round(counted * options.learnShare());
        console.done("Read " + selection.describe(), counted + " records" + (inOrder ? "" : ", put in order of time"));
    }

    /** Where to ask at the end whose domains count as the organisation's own. */
    void askForDomains(Supplier<List<String>> sentences) {
        this.domains = sentences;
    }

    @Override
    public String origin() {
        return options.inputName() + ", " + learnt + " of " + lines + " lines learnt";
    }

    @Override
    public String description() {
        return (lines - learnt) + " lines of " + selection.describe()
                + (options.ownPace() ? " at " + options.speed() + " times their pace" : " at full speed");
    }

    @Override
    public long learn(EventSender sender, Progress progress) throws IOException {
        try (Source source = source()) {
            for (byte[] record = source.next(learnt); record != null; record = source.next(learnt)) {
                send(sender, record, true);
                if (taken % 500 == 0) {
                    progress.at((double) taken / learnt, taken);
                }
            }
            sender.flush();
            return taken;
        }
    }

    @Override
    public void run(EventSender sender, LocalState state, BooleanSupplier stop)
            throws IOException, InterruptedException {
        long done = state.position().map(Long::parseLong).orElse(learnt);
        try (Source source = source()) {
            while (taken < done && source.next(done) != null) {
                // Was sent before.
            }
            ReplayClock clock = null;
            long nextSave = System.nanoTime() + SAVE_NANOS;
            for (byte[] record = source.next(lines);
                    record != null && !stop.getAsBoolean();
                    record = source.next(lines)) {
                if (options.ownPace()) {
                    clock = await(record, clock, stop);
                }
                send(sender, record, false);
                done++;
                if (System.nanoTime() - nextSave > 0) {
                    save(sender, state, done);
                    nextSave = System.nanoTime() + SAVE_NANOS;
                }
            }
            save(sender, state, done);
        } finally {
            if (spool != null) {
                spool.close();
            }
        }
        if (!stop.getAsBoolean()) {
            tellTheEnd();
        }
    }

    private void tellTheEnd() throws IOException {
        domains.get().forEach(report::addDomains);
        console.lines(InputReportText.of(report));
        if (options.report() != null) {
            InputReportJson.write(report, options.report());
        }
        console.line("The end of " + selection.describe()
                + " is reached. Ctrl-C ends the program; results stay in Kafka" + " until then and at the next start.");
    }

    private static void save(EventSender sender, LocalState state, long done) throws IOException {
        sender.flush();
        state.position(String.valueOf(done));
    }

    private void send(EventSender sender, byte[] record, boolean learn) {
        sender.send(record, decoder, learn);
    }

    private DecodedRecord count(InputRecord record) {
        DecodedRecord decoded = decoder.decode(record.value(), System.currentTimeMillis());
        if (record.problem() != null) {
            report.addProblem(record);
        } else if (record.cut()) {
            report.addTooLarge(record, LogSender.MOST_BYTES);
        } else {
            report.add(record, decoded);
        }
        return decoded;
    }

    /** What the broker takes; what it does not take is in the report. */
    private static boolean isSendable(InputRecord record) {
        return !record.cut() && record.value().length > 0;
    }

    /** When a record's first event was; what holds none comes after what it came after. */
    private static long timeOf(DecodedRecord decoded, long otherwiseMs) {
        return decoded.events().isEmpty()
                ? otherwiseMs
                : decoded.events().get(0).creationTimeMs();
    }

    private InputFiles open() throws IOException {
        return InputFiles.open(selection, LogSender.MOST_BYTES);
    }

    /** Reads on from the start of the log, or in the order of time from where it was left. */
    private Source source() throws IOException {
        if (inOrder) {
            taken = 0;
            return new Source(open());
        }
        if (spool == null) {
            spool = new TimeSpool();
            long lastMs = Long.MIN_VALUE;
            try (InputFiles files = open()) {
                for (InputRecord record = files.next(); record != null; record = files.next()) {
                    if (isSendable(record)) {
                        lastMs = timeOf(decoder.decode(record.value(), System.currentTimeMillis()), lastMs);
                        spool.add(lastMs, record.value());
                    }
                }
            }
        }
        return new Source(null);
    }

    /** The records one after another, from the files or from the spool. */
    private final class Source implements AutoCloseable {
        private final InputFiles files;

        Source(InputFiles files) {
            this.files = files;
        }

        /** The next record while fewer than so many have been taken; else null. */
        byte[] next(long most) throws IOException {
            if (taken >= most) {
                return null;
            }
            taken++;
            if (files == null) {
                return spool.next();
            }
            InputRecord record = files.next();
            while (record != null && !isSendable(record)) {
                record = files.next();
            }
            return record == null ? null : record.value();
        }

        @Override
        public void close() throws IOException {
            if (files != null) {
                files.close();
            }
        }
    }

    /** Waits until the record's first event is due; the clock begins at the first record that has one. */
    private ReplayClock await(byte[] bytes, ReplayClock clock, BooleanSupplier stop) throws InterruptedException {
        DecodedRecord record = decoder.decode(bytes, System.currentTimeMillis());
        if (record.events().isEmpty()) {
            return clock;
        }
        Instant created = record.events().get(0).creationTime();
        ReplayClock running = clock == null ? new ReplayClock(created, options.speed()) : clock;
        for (long left = running.millisUntil(created);
                left > 0 && !stop.getAsBoolean();
                left = running.millisUntil(created)) {
            TimeUnit.MILLISECONDS.sleep(Math.min(left, LONGEST_WAIT_MS));
        }
        return running;
    }
}

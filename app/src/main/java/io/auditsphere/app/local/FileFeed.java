package io.auditsphere.app.local;

import io.auditsphere.app.console.Console;
import io.auditsphere.app.ingest.DecodedRecord;
import io.auditsphere.app.ingest.EventDecoder;
import io.auditsphere.app.scoring.RecordFile;
import io.auditsphere.app.service.EventSender;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A log of one's own: its first part is learnt, the rest scored, at full speed or at its own pace. */
final class FileFeed implements Feed {

    /** A producer refuses more at its default settings; nothing larger is an audit record. */
    private static final int MOST_BYTES = 1_000_000;

    private static final long SAVE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long LONGEST_WAIT_MS = 200;

    private final LocalOptions options;
    private final EventDecoder decoder;
    private final Console console;
    private final String name;
    private final long learnt;
    private final long lines;

    /** Counts the lines, which takes a pass over the file. */
    FileFeed(LocalOptions options, EventDecoder decoder, Console console) throws IOException {
        this.options = options;
        this.decoder = decoder;
        this.console = console;
        this.name = options.input().toString();
        long counted = 0;
        try (RecordFile file = RecordFile.open(name, 1)) {
            while (file.next() != null) {
                counted++;
            }
        }
        this.lines = counted;
        this.learnt = Math.round(counted * options.learnShare());
    }

    @Override
    public String origin() {
        return options.input().toAbsolutePath().normalize() + ", " + learnt + " of " + lines + " lines learnt";
    }

    @Override
    public String description() {
        return (lines - learnt) + " lines of " + name
                + (options.ownPace() ? " at " + options.speed() + " times their pace" : " at full speed");
    }

    @Override
    public long learn(EventSender sender, Progress progress) throws IOException {
        try (RecordFile file = RecordFile.open(name, MOST_BYTES)) {
            long sent = 0;
            for (byte[] line = next(file, sent, learnt); line != null; line = next(file, sent, learnt)) {
                send(sender, file, line, true);
                sent++;
                if (sent % 500 == 0) {
                    progress.at((double) sent / learnt, sent);
                }
            }
            sender.flush();
            return sent;
        }
    }

    @Override
    public void run(EventSender sender, LocalState state, BooleanSupplier stop)
            throws IOException, InterruptedException {
        long done = state.position().map(Long::parseLong).orElse(learnt);
        try (RecordFile file = RecordFile.open(name, MOST_BYTES)) {
            for (long i = 0; i < done; i++) {
                file.next();
            }
            ReplayClock clock = null;
            long nextSave = System.nanoTime() + SAVE_NANOS;
            for (byte[] line = next(file, done, lines);
                    line != null && !stop.getAsBoolean();
                    line = next(file, done, lines)) {
                if (options.ownPace()) {
                    clock = await(line, clock, stop);
                }
                send(sender, file, line, false);
                done++;
                if (System.nanoTime() - nextSave > 0) {
                    save(sender, state, done);
                    nextSave = System.nanoTime() + SAVE_NANOS;
                }
            }
            save(sender, state, done);
        }
        if (!stop.getAsBoolean()) {
            console.line("The end of " + name + " is reached. Ctrl-C ends the program; results stay in Kafka until then"
                    + " and at the next start.");
        }
    }

    private static byte[] next(RecordFile file, long done, long most) throws IOException {
        return done >= most ? null : file.next();
    }

    private static void save(EventSender sender, LocalState state, long done) throws IOException {
        sender.flush();
        state.position(String.valueOf(done));
    }

    private void send(EventSender sender, RecordFile file, byte[] line, boolean learn) {
        if (file.wasCut()) {
            console.line("Line " + file.lineNumber() + " is over " + MOST_BYTES + " bytes and is left out");
        } else {
            sender.send(line, decoder, learn);
        }
    }

    /** Waits until the line's first event is due; the clock begins at the first line that has one. */
    private ReplayClock await(byte[] line, ReplayClock clock, BooleanSupplier stop) throws InterruptedException {
        DecodedRecord record = decoder.decode(line, System.currentTimeMillis());
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

package io.auditsphere.app.generate;

import io.auditsphere.schemas.AuditEventJson;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * What {@code auditsphere generate} does: some days of arrivals to a sink, at a pace, with the truth about them in a file
 * of its own. Confined to one thread.
 */
public final class GenerateRun {

    /**
     * What to generate.
     *
     * @param settings the organisation
     * @param start first instant of arrival
     * @param length how long a span, positive
     * @param plan the attacks
     * @param eventsPerSecond pace; 0 for as fast as the sink takes them
     * @param truth where the truth file goes, or null for none
     */
    public record Options(
            GeneratorSettings settings,
            Instant start,
            Duration length,
            AttackPlan plan,
            double eventsPerSecond,
            Path truth) {

        /** Checks the ranges; throws {@link IllegalArgumentException} with what is allowed. */
        public Options {
            if (length.isNegative() || length.isZero()) {
                throw new IllegalArgumentException("the length is " + length + "; give at least a day");
            }
            if (!(eventsPerSecond >= 0 && eventsPerSecond <= 1e7)) {
                throw new IllegalArgumentException("the rate is " + eventsPerSecond + "; give events a second, or 0");
            }
        }
    }

    /**
     * What was generated.
     *
     * @param arrivals events handed to the sink, redeliveries included
     * @param duplicates redeliveries among them
     * @param attacks attacks that began in the span
     */
    public record Summary(long arrivals, long duplicates, long attacks) {}

    private final Options options;
    private final Consumer<Arrival> sink;
    private long attacks;

    /** A run into a sink: {@link #ndjson}, or a producer of the topic. The sink is not closed. */
    public GenerateRun(Options options, Consumer<Arrival> sink) {
        this.options = options;
        this.sink = sink;
    }

    /**
     * Generates until the end of the span or until the thread is interrupted, which stays visible to the caller.
     *
     * @throws IOException if the truth file or the sink cannot be written
     */
    public Summary run() throws IOException {
        try {
            if (options.truth() == null) {
                return generate(truth -> count(truth));
            }
            try (BufferedWriter truths = Files.newBufferedWriter(options.truth())) {
                return generate(truth -> {
                    count(truth);
                    write(truths, truth);
                });
            }
        } catch (UncheckedIOException e) {
            throw new IOException(e.getCause());
        }
    }

    private void count(TruthRecord truth) {
        if (truth.kind() == TruthRecord.Kind.ATTACK) {
            attacks++;
        }
    }

    private static void write(Writer writer, TruthRecord truth) {
        try {
            writer.write(TruthJson.toLine(truth));
            writer.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Summary generate(Consumer<TruthRecord> truths) {
        Iterator<Arrival> arrivals = new EventGenerator(options.settings())
                .arrivals(options.start(), options.start().plus(options.length()), options.plan(), truths);
        long count = 0;
        long duplicates = 0;
        long begun = System.nanoTime();
        while (arrivals.hasNext() && !Thread.currentThread().isInterrupted()) {
            Arrival arrival = arrivals.next();
            if (options.eventsPerSecond() > 0) {
                waitUntil(begun + (long) (count * 1e9 / options.eventsPerSecond()));
            }
            sink.accept(arrival);
            count++;
            duplicates += arrival.duplicate() ? 1 : 0;
        }
        return new Summary(count, duplicates, attacks);
    }

    private static void waitUntil(long dueNanos) {
        for (long left = dueNanos - System.nanoTime();
                left > 0 && !Thread.currentThread().isInterrupted();
                left = dueNanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** A sink that writes each event as a line of JSON, in the normalised form. Flush the stream at the end. */
    public static Consumer<Arrival> ndjson(BufferedOutputStream out) {
        return arrival -> {
            try {
                writeLine(out, arrival);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private static void writeLine(OutputStream out, Arrival arrival) throws IOException {
        out.write(AuditEventJson.toBytes(arrival.event()));
        out.write('\n');
    }
}

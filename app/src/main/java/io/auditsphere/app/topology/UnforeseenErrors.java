package io.auditsphere.app.topology;

import io.auditsphere.schemas.DeadLetterHeaders;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Kafka's own mechanism (KIP-1034) does about an exception that no code here foresaw: the record goes to the dead
 * letters as it was read and the stream goes on. That is right for a record that is at fault and wrong for a machine
 * that is: an exception of Kafka itself (a store that cannot write) ends the stream at once, and more than
 * {@value #MAX_A_MINUTE} others within a minute do, before a fault of the program turns everything into dead letters.
 *
 * <p>Kafka Streams creates it; thread-safe.
 */
public final class UnforeseenErrors implements ProcessingExceptionHandler, DeserializationExceptionHandler {

    /** Key under which the stream's configuration carries its {@link StreamCounters}. */
    public static final String COUNTERS = "auditsphere.counters";
    /** Key under which it carries the largest value of a dead letter, an {@link Integer} in bytes. */
    public static final String MAX_DEAD_LETTER_BYTES = "auditsphere.max.dead.letter.bytes";

    static final int MAX_A_MINUTE = 100;

    private static final Logger LOG = LoggerFactory.getLogger(UnforeseenErrors.class);
    private static final long MINUTE_MS = 60_000;
    private static final int MAX_TEXT = 400;
    private static final int MAX_FRAMES = 12;

    private final Clock clock;
    private String topic;
    private DeadLetters deadLetters;
    private StreamCounters counters;
    private long minuteStartedMs;
    private int inThisMinute;

    /** For Kafka Streams. */
    public UnforeseenErrors() {
        this(Clock.systemUTC());
    }

    UnforeseenErrors(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void configure(Map<String, ?> settings) {
        topic = (String) settings.get(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG);
        counters = settings.get(COUNTERS) instanceof StreamCounters given ? given : new StreamCounters();
        deadLetters = new DeadLetters(settings.get(MAX_DEAD_LETTER_BYTES) instanceof Integer given ? given : 1 << 20);
    }

    @Override
    public ProcessingExceptionHandler.Response handleError(
            ErrorHandlerContext context, Record<?, ?> processed, Exception exception) {
        if (exception instanceof KafkaException || !tolerated()) {
            return ProcessingExceptionHandler.Response.fail();
        }
        if (context.topic() == null) {
            // A punctuation: there is no record to keep, and the next one comes by itself.
            counters.countDeadLetter(DeadLetters.UNFORESEEN);
            LOG.warn("An unforeseen error in the punctuation of {}", context.processorNodeId(), exception);
            return ProcessingExceptionHandler.Response.resume();
        }
        return ProcessingExceptionHandler.Response.resume(List.of(
                deadLetter(context.sourceRawKey(), context.sourceRawValue(), context, exception, context.timestamp())));
    }

    @Override
    public DeserializationExceptionHandler.Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> read, Exception exception) {
        if (!tolerated()) {
            return DeserializationExceptionHandler.Response.fail();
        }
        return DeserializationExceptionHandler.Response.resume(
                List.of(deadLetter(read.key(), read.value(), context, exception, read.timestamp())));
    }

    private synchronized boolean tolerated() {
        long nowMs = clock.millis();
        // Also a minute that seems to lie ahead: the clock has been set back since.
        if (Math.abs(nowMs - minuteStartedMs) >= MINUTE_MS) {
            minuteStartedMs = nowMs;
            inThisMinute = 0;
        }
        return ++inThisMinute <= MAX_A_MINUTE;
    }

    private ProducerRecord<byte[], byte[]> deadLetter(
            byte[] key, byte[] value, ErrorHandlerContext context, Exception exception, long timestampMs) {
        counters.countDeadLetter(DeadLetters.UNFORESEEN);
        // Neither the record nor the exception's message, which may quote it: strangers write both.
        LOG.warn(
                "An unforeseen {} in {} at {}-{} offset {}: the record goes to {} and the stream goes on",
                exception.getClass().getName(),
                context.processorNodeId(),
                context.topic(),
                context.partition(),
                context.offset(),
                topic);
        DeadLetters.Letter letter = deadLetters
                .letter(
                        key,
                        value,
                        context.headers(),
                        new DeadLetters.Coordinates(context.topic(), context.partition(), context.offset()))
                .header(DeadLetterHeaders.REASON, DeadLetters.UNFORESEEN)
                .header(DeadLetterHeaders.EXCEPTION, exception.getClass().getName())
                .header(DeadLetterHeaders.MESSAGE, cut(String.valueOf(exception.getMessage())))
                .header(DeadLetterHeaders.STACKTRACE, frames(exception));
        return new ProducerRecord<>(
                topic, null, timestampMs < 0 ? null : timestampMs, letter.key, letter.value, letter.headers);
    }

    private static String frames(Exception exception) {
        StringBuilder text = new StringBuilder();
        StackTraceElement[] frames = exception.getStackTrace();
        for (int i = 0; i < Math.min(MAX_FRAMES, frames.length); i++) {
            text.append(i == 0 ? "" : "\n").append(frames[i]);
        }
        return text.toString();
    }

    private static String cut(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    }
}

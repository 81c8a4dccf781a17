package io.auditsphere.app.responses;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.auditsphere.app.console.PlainText;
import io.auditsphere.schemas.ResponseAction;
import io.auditsphere.schemas.ResponseActionJson;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code response-actions} and has every action executed, at least once: offsets are committed after an action is
 * done or dead-lettered, so that a crash repeats the one that was under way, with the same id. What fails is tried again
 * with growing pauses and then written to the dead letters with the reason; the next action goes on.
 *
 * <p>{@link #run} is for one thread; {@link #close} for any.
 */
public final class ResponseConsumer implements Runnable, AutoCloseable {

    /** Headers of a dead letter: which executor gave up, and why. */
    public static final String EXECUTOR = "executor";

    public static final String REASON = "reason";

    private static final Logger LOG = LoggerFactory.getLogger(ResponseConsumer.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    /** Characters of a reason: it may repeat what somebody wrote to the topic. */
    private static final int MOST_OF_REASON = 400;

    private static final long LONGEST_PAUSE_MS = 30_000;

    /**
     * How to read and to try.
     *
     * @param topic where actions are
     * @param deadLetters where those go that cannot be carried out
     * @param group the consumer group
     * @param attempts tries of one action, at least 1
     * @param firstPause before the second try; doubled for each further one
     */
    public record Settings(String topic, String deadLetters, String group, int attempts, Duration firstPause) {}

    private final Consumer<byte[], byte[]> consumer;
    private final Producer<byte[], byte[]> producer;
    private final List<ResponseExecutor> executors;
    private final Settings settings;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final LongAdder executed = new LongAdder();
    private final LongAdder deadLettered = new LongAdder();

    private ResponseConsumer(
            Consumer<byte[], byte[]> consumer,
            Producer<byte[], byte[]> producer,
            List<ResponseExecutor> executors,
            Settings settings) {
        this.consumer = consumer;
        this.producer = producer;
        this.executors = List.copyOf(executors);
        this.settings = settings;
    }

    /**
     * A consumer that reads nothing yet.
     *
     * @param client settings that every Kafka client of the installation has: servers, security
     */
    public static ResponseConsumer open(Map<String, ?> client, List<ResponseExecutor> executors, Settings settings) {
        Map<String, Object> reading = new HashMap<>(client);
        reading.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group());
        reading.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        reading.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        reading.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // One at a time: its tries with their pauses must fit between two polls.
        reading.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        return new ResponseConsumer(
                new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                new KafkaProducer<>(new HashMap<>(client), new ByteArraySerializer(), new ByteArraySerializer()),
                executors,
                settings);
    }

    /** Reads until it is closed. */
    @Override
    public void run() {
        try (consumer;
                producer) {
            consumer.subscribe(List.of(settings.topic()));
            while (closing.getCount() > 0) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    handle(record);
                    commit();
                }
            }
        } catch (WakeupException | InterruptedException e) {
            LOG.debug("Asked to end");
        } finally {
            ended.countDown();
        }
    }

    /** How far it has come; what could not be committed goes with the next action, or is carried out again under its id. */
    private void commit() {
        try {
            consumer.commitSync();
        } catch (CommitFailedException | RebalanceInProgressException | TimeoutException e) {
            LOG.warn(
                    "That actions were carried out could not be committed ({}); some may be carried out a second time,"
                            + " under the same ids",
                    e.toString());
        }
    }

    private void handle(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        ResponseAction action;
        try {
            action = ResponseActionJson.read(record.value());
        } catch (IOException | RuntimeException e) {
            deadLetter(record, "none", "it is no response action: " + e.getMessage());
            return;
        }
        for (ResponseExecutor executor : executors) {
            execute(executor, action, record);
        }
    }

    private void execute(ResponseExecutor executor, ResponseAction action, ConsumerRecord<byte[], byte[]> record)
            throws InterruptedException {
        long pauseMs = settings.firstPause().toMillis();
        for (int attempt = 1; ; attempt++) {
            try {
                executor.execute(action);
                executed.increment();
                return;
            } catch (ResponseFailedException e) {
                if (attempt >= settings.attempts() || !e.worthAnotherTry()) {
                    LOG.error(
                            "Action {} of finding {} was not carried out by {} after {} tries: {}",
                            PlainText.of(action.actionId(), LogExecutor.MOST_OF_ID),
                            PlainText.of(action.findingId(), LogExecutor.MOST_OF_ID),
                            executor.name(),
                            attempt,
                            e.getMessage());
                    deadLetter(record, executor.name(), e.getMessage());
                    return;
                }
            } catch (InterruptException e) {
                throw e;
            } catch (RuntimeException e) {
                // Whoever may write to the topic may write anything; this action would end every start anew.
                LOG.error(
                        "The action at {}-{}@{} ended {} in a way that nobody foresaw ({}); it is dead-lettered",
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        executor.name(),
                        PlainText.of(e.toString(), LogExecutor.MOST_OF_REASON));
                deadLetter(
                        record,
                        executor.name(),
                        "nobody foresaw: " + e.getClass().getSimpleName());
                return;
            }
            if (closing.await(Math.min(pauseMs, LONGEST_PAUSE_MS), TimeUnit.MILLISECONDS)) {
                throw new InterruptedException("asked to end");
            }
            pauseMs *= 2;
        }
    }

    private void deadLetter(ConsumerRecord<byte[], byte[]> record, String executor, String reason)
            throws InterruptedException {
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(settings.deadLetters(), null, record.key(), record.value(), record.headers());
        letter.headers()
                .add(EXECUTOR, executor.getBytes(UTF_8))
                .add(REASON, PlainText.of(reason, MOST_OF_REASON).getBytes(UTF_8));
        try {
            producer.send(letter).get();
            deadLettered.increment();
        } catch (ExecutionException e) {
            throw new KafkaException(
                    "An action that was not carried out could not be written to " + settings.deadLetters() + ": "
                            + e.getCause().getMessage(),
                    e.getCause());
        }
    }

    /** Executions that succeeded, by all executors together. */
    public long executed() {
        return executed.sum();
    }

    /** Actions that were given up. */
    public long deadLettered() {
        return deadLettered.sum();
    }

    /** Ends the reading; returns when the action under way is done or left for the next start. */
    @Override
    public void close() throws InterruptedException {
        closing.countDown();
        consumer.wakeup();
        ended.await();
    }
}

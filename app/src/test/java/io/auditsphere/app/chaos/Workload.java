package io.auditsphere.app.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.auditsphere.app.generate.Arrival;
import io.auditsphere.app.generate.AttackPlan;
import io.auditsphere.app.generate.EventGenerator;
import io.auditsphere.app.generate.GeneratorSettings;
import io.auditsphere.model.snapshot.ModelSnapshot;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.AuditEventJson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;

/**
 * A bounded input that can be played twice with equal results: a generated log with late arrivals, redeliveries and
 * attacks. A quarter of the users' records are sent without a key to a partition that is not their user's, so that they
 * pass the repartition topic. One user's records always take the same way: between the two ways there is no order.
 *
 * <p>It spans less than the three days for which closed findings are remembered, within which results depend on each
 * user's own events alone and not on how far others have come.
 */
final class Workload {

    static final List<String> PROVIDERS = List.of("box", "microsoft");

    private static final Instant FROM = Instant.parse("2026-05-04T00:00:00Z");
    /** Times in the log are of the past; nothing may be quiet or silent before all of it has come. */
    private static final Duration BEHIND_THE_END = Duration.ofHours(6);

    private final List<AuditEvent> events;
    private final Set<String> ids;
    private final Map<String, Long> sentNanos = new ConcurrentHashMap<>();

    private Workload(List<AuditEvent> events) {
        this.events = events;
        this.ids = events.stream().map(Workload::id).collect(Collectors.toUnmodifiableSet());
    }

    /** The first so many deliveries of a log of two days; fewer if the organisation does not act as often. */
    static Workload of(int users, int atMost) {
        Iterator<Arrival> arrivals = new EventGenerator(organisation(users))
                .arrivals(FROM, FROM.plus(Duration.ofDays(2)), AttackPlan.perDay(12));
        List<AuditEvent> events = new ArrayList<>();
        while (arrivals.hasNext() && events.size() < atMost) {
            AuditEvent event = arrivals.next().event();
            if (!event.creationTime().isBefore(FROM)) {
                events.add(event);
            }
        }
        return new Workload(List.copyOf(events));
    }

    /** Models of the week before; twenty people's, which takes no time. */
    static List<ModelSnapshot> models() {
        return TrainedOnce.on(organisation(20), FROM);
    }

    private static GeneratorSettings organisation(int users) {
        return new GeneratorSettings(3, users, PROVIDERS);
    }

    int size() {
        return events.size();
    }

    /** (provider, id) of each event, once however often it is delivered. */
    Set<String> ids() {
        return ids;
    }

    /** The ids of one slice of the deliveries. */
    Set<String> ids(int from, int to) {
        return events.subList(from, to).stream().map(Workload::id).collect(Collectors.toSet());
    }

    /**
     * Sends a slice at a pace, and returns when all of it is acknowledged.
     *
     * @param perSecond records a second at most
     */
    void send(Producer<byte[], byte[]> producer, String topic, int from, int to, int perSecond) {
        int sent = send(producer, topic, from, to, perSecond, () -> true);
        if (sent != to) {
            throw new IllegalStateException("sent up to " + sent + " instead of " + to);
        }
    }

    /** The same for as long as the condition holds; returns the index behind the last that was sent. */
    int send(Producer<byte[], byte[]> producer, String topic, int from, int to, int perSecond, BooleanSupplier goOn) {
        AtomicReference<Exception> failure = new AtomicReference<>();
        long started = System.nanoTime();
        int next = from;
        for (; next < to && goOn.getAsBoolean(); next++) {
            long due = started + (next - from) * 1_000_000_000L / perSecond;
            while (due - System.nanoTime() > 0) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            AuditEvent event = events.get(next);
            sentNanos.putIfAbsent(id(event), System.nanoTime());
            Future<RecordMetadata> unused =
                    producer.send(record(topic, event), (written, e) -> failure.compareAndSet(null, e));
        }
        producer.flush();
        if (failure.get() != null) {
            throw new IllegalStateException("the load could not be sent", failure.get());
        }
        return next;
    }

    /** Moves each partition's event time past the end of the log, so that all findings become quiet; returns its ids. */
    Set<String> sendEnd(Producer<byte[], byte[]> producer, String topic) {
        Instant end = events.get(events.size() - 1).creationTime().plus(BEHIND_THE_END);
        boolean[] reached = new boolean[TestCluster.PARTITIONS];
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            AuditEvent event = AuditEvent.builder()
                    .eventId("end-" + i)
                    .provider(PROVIDERS.get(0))
                    .creationTime(end)
                    .operation("download")
                    .userId("last" + i + "@example.com")
                    .build();
            if (!reached[home(event)]) {
                reached[home(event)] = true;
                ids.add(id(event));
                producer.send(
                        new ProducerRecord<>(topic, event.userKey().getBytes(UTF_8), AuditEventJson.toBytes(event)));
            }
        }
        producer.flush();
        return ids;
    }

    /** Forgets when events were sent, before they are sent to another topic. */
    void rewind() {
        sentNanos.clear();
    }

    /** When an event was first sent, by {@link System#nanoTime}. */
    long sentNanos(String id) {
        return sentNanos.getOrDefault(id, Long.MAX_VALUE);
    }

    static Producer<byte[], byte[]> producer(String bootstrapServers) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", "5"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    static String id(AuditEvent event) {
        return event.provider() + ' ' + event.eventId();
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, AuditEvent event) {
        byte[] value = AuditEventJson.toBytes(event);
        if (Math.floorMod(event.userKey().hashCode(), 4) == 0) {
            int elsewhere = (home(event) + 1) % TestCluster.PARTITIONS;
            return new ProducerRecord<>(topic, elsewhere, null, value);
        }
        return new ProducerRecord<>(topic, event.userKey().getBytes(UTF_8), value);
    }

    private static int home(AuditEvent event) {
        return Utils.toPositive(Utils.murmur2(event.userKey().getBytes(UTF_8))) % TestCluster.PARTITIONS;
    }
}

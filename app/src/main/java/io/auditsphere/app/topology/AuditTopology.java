package io.auditsphere.app.topology;

import io.auditsphere.app.topology.Outgoing.Destination;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Branched;
import org.apache.kafka.streams.kstream.BranchedKStream;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Predicate;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;

/**
 * The pipeline.
 *
 * <pre>
 * audit-events ─ decode ─┬─ rejected ───────────────────────────► audit-events-dlq
 *                        │ 0..n events a record
 *                        ├─ already in its user's partition ─┐
 *                        └─ not ─ repartition ───────────────┤
 *                                                      drop duplicates
 *                                                            │
 *                                                split by provider (one branch each)
 *                                                            │
 *                               user state -&gt; 16 features -&gt; forest + detectors -&gt; explain
 *                                                            │
 *                                        merge ─┬─► anomalies          (one for each event)
 *                                               ├─► findings           (opened, raised, closed)
 *                                               ├─► audit-events-dlq   (no topic takes the result)
 *                                               ├─ failed sign-ins, and successes after them
 *                                               │    └─ repartition by source ─ spraying, stuffing ─► findings
 *                                               └─ findings that ask for a response, those of sources too
 *                                                    └─ one task: policy, limits, holds ─► response-actions
 * </pre>
 *
 * <p>Keys are the bytes of the user key from decode to the sinks, so that no store and no topic encodes them again.
 * Between operators events and results are objects; only the repartition topic serialises an event.
 */
public final class AuditTopology {

    /** A quarter of the heap for state: a user takes as much as three hundred ids. */
    private static final int SHARE_FOR_IDS = 4;

    private AuditTopology() {}

    /**
     * The topology of these settings.
     *
     * @param streams the configuration that it will run with
     */
    public static Topology build(TopologySettings settings, StreamParts parts, Properties streams) {
        StreamsConfig config = new StreamsConfig(streams);
        StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(config));
        Topics topics = settings.topics();
        Serde<byte[]> bytes = Serdes.ByteArray();
        // The heap that Kafka Streams is told to use for caches: here it is users as objects and seen ids.
        long memory = config.getLong(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG);
        MemoryBudget budget = new MemoryBudget(settings.dropsDuplicates() ? memory - memory / SHARE_FOR_IDS : memory);
        MemoryBudget idBudget = new MemoryBudget(memory / SHARE_FOR_IDS);

        // One row of state a user, split by how often a part is written. All branches share the stores.
        builder.addStateStore(UserMemory.store(Names.USER_ACTIVITY));
        builder.addStateStore(UserMemory.store(Names.USER_HISTORY));
        builder.addStateStore(UserMemory.store(Names.FINDINGS));
        builder.addStateStore(TaskWatermark.store(Names.EVENT_TIME));
        builder.addStateStore(SourceProcessor.store());
        builder.addStateStore(TaskWatermark.store(Names.ADDRESS_TIME));
        builder.addStateStore(ResponseGate.store());
        if (settings.dropsDuplicates()) {
            builder.addStateStore(SeenEvents.store(settings.dedupRetention()));
        }

        // The source reads bytes: a record that nobody can read must reach the dead letters as it came.
        Map<String, KStream<byte[], Decoded>> decoded = builder.stream(
                        topics.auditEvents(),
                        Consumed.with(bytes, bytes)
                                .withTimestampExtractor(new ArrivalTime(parts.clock()))
                                .withName(Names.READ))
                .process(() -> new DecodeProcessor(parts.decoder(), settings, parts.counters()), Named.as(Names.DECODE))
                .split(Named.as(Names.DECODED))
                .branch((key, value) -> value instanceof Decoded.DeadLetter, Branched.as(Names.REJECTED))
                .branch((key, value) -> ((Decoded.Event) value).inPlace(), Branched.as(Names.IN_PLACE))
                .defaultBranch(Branched.as(Names.ELSEWHERE));

        decoded.get(Names.DECODED + Names.REJECTED)
                .to(topics.deadLetters(), produced(Decoded.DeadLetter.SERIALIZER, Names.WRITE + Names.REJECTED));

        // A user's events meet in one partition, whatever key the collector gave the record. The repartition topic has
        // as many partitions as the input, because both feed the same tasks.
        KStream<byte[], Decoded> byUser = decoded.get(Names.DECODED + Names.ELSEWHERE)
                .repartition(Repartitioned.with(bytes, EventSerde.create())
                        .withNumberOfPartitions(settings.partitions())
                        .withName(Names.BY_USER))
                .merge(decoded.get(Names.DECODED + Names.IN_PLACE), Named.as(Names.JOIN_PATHS));

        // Before anything counts: feeds deliver twice, and dead letters may be sent back whole.
        KStream<byte[], Decoded.Event> events = byUser.process(
                () -> new DuplicateFilter(settings.dedupRetention(), idBudget, parts.counters()),
                Named.as(Names.DROP_DUPLICATES),
                stores(settings, Names.EVENT_TIME));

        KStream<byte[], Outgoing> outgoing = scoreByProvider(events, settings, parts, budget, idBudget)
                .process(
                        () -> new TidyProcessor(settings, parts, budget),
                        Named.as(Names.TIDY),
                        Names.USER_ACTIVITY,
                        Names.USER_HISTORY,
                        Names.FINDINGS,
                        Names.EVENT_TIME);

        Map<String, KStream<byte[], Outgoing>> results = outgoing.split(Named.as(Names.RESULTS))
                .branch(to(Destination.ANOMALIES), sink(Names.ANOMALIES, topics.anomalies()))
                .branch(to(Destination.FINDINGS), sink(Names.FINDINGS, topics.findings()))
                .branch(to(Destination.DEAD_LETTERS), sink(Names.UNDELIVERABLE, topics.deadLetters()))
                .branch(to(Destination.ATTEMPTS), Branched.as(Names.ATTEMPTS))
                .branch(to(Destination.WANTED), Branched.as(Names.WANTED))
                .noDefaultBranch();

        // Who tries one password on everybody shows in no user: failures meet again by where they come from.
        Map<String, KStream<byte[], Outgoing>> ofSources = repartitioned(
                        results.get(Names.RESULTS + Names.ATTEMPTS), Names.BY_SOURCE, settings.partitions())
                .process(
                        () -> new SourceProcessor(settings, parts),
                        Named.as(Names.WATCH_SOURCES),
                        Names.ADDRESS_ACTIVITY,
                        Names.ADDRESS_TIME)
                .split(Named.as(Names.SOURCES))
                .branch(to(Destination.FINDINGS), sink(Names.FINDINGS_OF_SOURCES, topics.findings()))
                .branch(to(Destination.WANTED), Branched.as(Names.WANTED))
                .noDefaultBranch();

        // Limits an hour and holds are the installation's: one task decides for all.
        repartitioned(results.get(Names.RESULTS + Names.WANTED), Names.RESPONSES_WANTED, 1)
                .merge(
                        repartitioned(
                                ofSources.get(Names.SOURCES + Names.WANTED), Names.RESPONSES_WANTED_OF_SOURCES, 1),
                        Named.as(Names.JOIN_WANTED))
                .process(
                        () -> new ResponseGate(settings, parts),
                        Named.as(Names.DECIDE_RESPONSES),
                        Names.RESPONSE_MEMORY)
                .to(topics.responseActions(), produced(Outgoing.SERIALIZER, Names.WRITE + Names.RESPONSES));
        return builder.build(streams);
    }

    /** One branch a configured provider; all of them share the stores. */
    private static KStream<byte[], Outgoing> scoreByProvider(
            KStream<byte[], Decoded.Event> events,
            TopologySettings settings,
            StreamParts parts,
            MemoryBudget budget,
            MemoryBudget idBudget) {
        BranchedKStream<byte[], Decoded.Event> split = events.split(Named.as(Names.PROVIDER));
        for (String provider : settings.providers()) {
            split = split.branch((key, value) -> provider.equals(value.event().provider()), Branched.as(provider));
        }
        // Decode rejects what is not configured; what is on its way here when a provider is taken out comes to this.
        Map<String, KStream<byte[], Decoded.Event>> branches = split.defaultBranch(Branched.as(Names.UNCONFIGURED));

        KStream<byte[], Outgoing> merged = branches.get(Names.PROVIDER + Names.UNCONFIGURED)
                .process(
                        () -> new UnconfiguredProvider(settings, parts.counters()),
                        Named.as(Names.REJECT_UNCONFIGURED));
        for (String provider : settings.providers()) {
            KStream<byte[], Outgoing> scored = branches.get(Names.PROVIDER + provider)
                    .process(
                            () -> new ScoreProcessor(provider, settings, parts, budget, idBudget),
                            Named.as(Names.SCORE + provider),
                            stores(settings, Names.USER_ACTIVITY, Names.USER_HISTORY, Names.FINDINGS));
            merged = merged.merge(scored, Named.as(Names.MERGE + provider));
        }
        return merged;
    }

    /** The bytes of these records on their way to the task of their key. */
    private static KStream<byte[], byte[]> repartitioned(
            KStream<byte[], Outgoing> records, String name, int partitions) {
        return records.mapValues(Outgoing::value, Named.as(name + Names.BYTES))
                .repartition(Repartitioned.with(Serdes.ByteArray(), Serdes.ByteArray())
                        .withNumberOfPartitions(partitions)
                        .withName(name));
    }

    /** These stores, and the one of seen ids if there is one. */
    private static String[] stores(TopologySettings settings, String... names) {
        List<String> all = new ArrayList<>(List.of(names));
        if (settings.dropsDuplicates()) {
            all.add(Names.SEEN_EVENTS);
        }
        return all.toArray(String[]::new);
    }

    private static Predicate<byte[], Outgoing> to(Destination destination) {
        return (key, value) -> value.goesTo(destination);
    }

    private static Branched<byte[], Outgoing> sink(String name, String topic) {
        return Branched.withConsumer(
                results -> results.to(topic, produced(Outgoing.SERIALIZER, Names.WRITE + name)), name);
    }

    /** Values know their bytes; nothing written here is read back through the same serde. */
    private static <V> Produced<byte[], V> produced(Serializer<V> serializer, String name) {
        return Produced.with(Serdes.ByteArray(), Serdes.serdeFrom(serializer, (topic, read) -> {
                    throw new UnsupportedOperationException("Topic " + topic + " is only written to");
                }))
                .withName(name);
    }
}

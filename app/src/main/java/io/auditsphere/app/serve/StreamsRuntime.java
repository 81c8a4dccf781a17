package io.auditsphere.app.serve;

import io.auditsphere.app.topology.AuditTopology;
import io.auditsphere.app.topology.Names;
import io.auditsphere.app.topology.StreamParts;
import io.auditsphere.app.topology.TopicAdmin;
import io.auditsphere.app.topology.TopicFacts;
import io.auditsphere.app.topology.TopologySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StreamsConfig;
import org.rocksdb.RocksDB;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running stream: checked before it starts, observed while it runs, ended in order. Thread-safe.
 */
public final class StreamsRuntime implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamsRuntime.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

    private final KafkaStreams streams;
    private final StreamsSettings settings;
    private final ThreadFailures failures;
    private final RestoreProgress restore = new RestoreProgress();
    private final LongAdder rebalances = new LongAdder();
    private final Set<String> inputs;
    private final Object change = new Object();
    private boolean everRunning;
    private boolean stopping;

    private StreamsRuntime(
            KafkaStreams streams, StreamsSettings settings, ThreadFailures failures, Set<String> inputs) {
        this.inputs = inputs;
        this.streams = streams;
        this.settings = settings;
        this.failures = failures;
    }

    /**
     * Checks the topics and the state, waits until the models have been read, and starts the stream. It returns at once
     * after that; {@link #awaitReady} waits until it processes.
     *
     * @param topology its partition count and its limits are those of the cluster, whatever is given here
     * @param followModels returns when every model of the topic is live; what it throws stops the start
     * @throws io.auditsphere.app.topology.TopicsNotReadyException if a topic is missing or has a wrong partition count
     * @throws StartRefusedException if the partition count has changed under existing state, or if there can be no state
     *     in the folder that is configured for it
     */
    public static StreamsRuntime start(
            StreamsSettings settings, TopologySettings topology, StreamParts parts, Runnable followModels) {
        String name = writableWithName(settings);
        // Unpacking and linking it takes some tenths of a second, in which the brokers answer.
        Background.start("load-rocksdb", RocksDB::loadLibrary);
        KafkaStreams streams =
                preparedWhile(followModels, () -> prepared(settings.named(name), checked(settings, topology), parts));
        Set<String> inputs = Set.of(
                topology.topics().auditEvents(), settings.applicationId() + "-" + Names.BY_USER + "-repartition");
        StreamsRuntime runtime = new StreamsRuntime(streams, settings, new ThreadFailures(parts.clock()), inputs);
        streams.setGlobalStateRestoreListener(runtime.restore);
        streams.setUncaughtExceptionHandler(runtime.failures);
        streams.setStateListener((now, before) -> runtime.changed(now));
        streams.start();
        return runtime;
    }

    /** Tried and not asked for: whoever may do everything may still not write below a file or to a full disk. */
    private static String writableWithName(StreamsSettings settings) {
        Path folder = settings.stateFolder();
        try {
            Files.createDirectories(folder);
            Path trial = Files.createTempFile(folder, ".writable", null);
            Files.write(trial, new byte[] {1});
            Files.delete(trial);
            return InstanceName.of(folder, settings.applicationId());
        } catch (IOException e) {
            throw new StartRefusedException("Nothing can be written to state.folder, " + folder.toAbsolutePath() + " ("
                    + e + "). Set state.folder to a folder on a disk with room that this user may write to; what is not"
                    + " there is restored from Kafka.");
        }
    }

    /** The stream with its clients, in no group yet. */
    private static KafkaStreams prepared(StreamsSettings settings, TopologySettings topology, StreamParts parts) {
        Properties properties = settings.properties(topology, parts.counters());
        return new KafkaStreams(AuditTopology.build(topology, parts, properties), properties);
    }

    /** Both wait for the brokers, so both go on at once. What is wrong with a topic is said before what it led to. */
    private static KafkaStreams preparedWhile(Runnable followModels, Supplier<KafkaStreams> preparing) {
        CompletableFuture<KafkaStreams> stream = Background.begin("prepare-stream", preparing);
        try {
            followModels.run();
        } catch (RuntimeException e) {
            Background.joined(stream).close();
            throw e;
        }
        return Background.joined(stream);
    }

    /** The settings with the partition count and the limits that the cluster has. */
    private static TopologySettings checked(StreamsSettings settings, TopologySettings topology) {
        try (Admin admin = Admin.create(adminSettings(settings))) {
            TopicAdmin topics = new TopicAdmin(admin, topology.topics());
            TopicFacts facts = topics.check();
            List<String> internal = Stream.of(
                            Names.USER_ACTIVITY + "-changelog",
                            Names.USER_HISTORY + "-changelog",
                            Names.BY_USER + "-repartition")
                    .map(name -> settings.applicationId() + "-" + name)
                    .toList();
            Map<String, Integer> counts = topics.partitionsOf(internal);
            internal.forEach(name -> refuseOtherCount(settings, topology, facts, counts.get(name), name));
            LOG.info("The topics are as they should be, with {} partitions", facts.partitions());
            return topology.withPartitions(facts.partitions()).fitting(facts);
        }
    }

    private static void refuseOtherCount(
            StreamsSettings settings, TopologySettings topology, TopicFacts facts, Integer count, String internal) {
        if (count != null && count != facts.partitions()) {
            throw new StartRefusedException("Topic " + topology.topics().auditEvents() + " has " + facts.partitions()
                    + " partitions, but the state of application " + settings.applicationId() + " was built with "
                    + count + " (topic " + internal + "): users' events would miss their state. Either give the input"
                    + " topic " + count + " partitions again, or start anew under another application.id and teach it"
                    + " with `auditsphere backfill --from-history`.");
        }
    }

    private static Map<String, Object> adminSettings(StreamsSettings settings) {
        Map<String, Object> admin = new HashMap<>();
        settings.kafka().forEach((name, value) -> {
            if (name.startsWith(StreamsConfig.ADMIN_CLIENT_PREFIX)) {
                admin.put(name.substring(StreamsConfig.ADMIN_CLIENT_PREFIX.length()), value);
            } else if (AdminClientConfig.configNames().contains(name)) {
                admin.putIfAbsent(name, value);
            }
        });
        return admin;
    }

    private void changed(State now) {
        LOG.info("The stream is {}", now);
        if (now == State.REBALANCING) {
            rebalances.increment();
        }
        synchronized (change) {
            everRunning |= now == State.RUNNING;
            change.notifyAll();
        }
    }

    /** Whether events are being processed and no shutdown has begun: the readiness probe. */
    public boolean ready() {
        return status().ready();
    }

    /** Whether the stream has processed since it was started: the startup probe. */
    public boolean started() {
        return status().everRunning();
    }

    /** False once the stream has ended by itself: the liveness probe. A rebalance is no failure. */
    public boolean live() {
        return status().live();
    }

    /** How the stream is now. */
    public StreamStatus status() {
        synchronized (change) {
            return new StreamStatus(streams.state(), everRunning, stopping, restore.left(), failures.last());
        }
    }

    /** Times that partitions were assigned anew, the first time included. */
    public long rebalances() {
        return rebalances.sum();
    }

    /** Stream threads that failed. */
    public long threadFailures() {
        return failures.count();
    }

    /** Changelog records that were read back into state. */
    public long restored() {
        return restore.restored();
    }

    /** Changelog records that are still to be read back, roughly. */
    public long restoring() {
        return restore.left();
    }

    /** Whether this is a topic that events are read from: the input, or the one that they are repartitioned by. */
    public boolean reads(String topic) {
        return inputs.contains(topic);
    }

    /** Why a thread failed last; empty if none has. */
    public Optional<Throwable> failure() {
        return failures.last();
    }

    /** Kafka Streams itself, for its metrics and its stores; only this class starts and ends it. */
    public KafkaStreams streams() {
        return streams;
    }

    /**
     * Waits until the stream is ready.
     *
     * @return false if it ended, or was not ready within the time
     */
    public boolean awaitReady(Duration atMost) throws InterruptedException {
        return await(atMost, State.RUNNING);
    }

    /**
     * Waits until the stream has ended, by {@link #close} or by itself.
     *
     * @return false if it had not within the time
     */
    public boolean awaitEnd(Duration atMost) throws InterruptedException {
        await(atMost, null);
        return !live();
    }

    private boolean await(Duration atMost, State wanted) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + atMost.toNanos();
        synchronized (change) {
            while (streams.state() != wanted && live()) {
                long leftMs = (deadlineNanos - System.nanoTime()) / 1_000_000;
                if (leftMs <= 0) {
                    return false;
                }
                change.wait(leftMs);
            }
            return streams.state() == wanted;
        }
    }

    /** Says that the process is about to end: {@link #ready} is false from now on, and events go on being processed. */
    public void announceStop() {
        synchronized (change) {
            stopping = true;
        }
    }

    /**
     * Ends the stream after a last commit. It leaves the consumer group, so that another instance gets its partitions
     * within seconds, unless the operator made it a static member.
     */
    @Override
    public void close() {
        announceStop();
        GroupMembershipOperation membership = settings.staticMember()
                ? GroupMembershipOperation.REMAIN_IN_GROUP
                : GroupMembershipOperation.LEAVE_GROUP;
        boolean ended =
                streams.close(CloseOptions.groupMembershipOperation(membership).withTimeout(CLOSE_TIMEOUT));
        if (!ended) {
            LOG.warn(
                    "The stream did not end within {}; what it had not committed is done again at the next start",
                    CLOSE_TIMEOUT);
        }
    }
}

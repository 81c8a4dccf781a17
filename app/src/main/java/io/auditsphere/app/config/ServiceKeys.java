package io.auditsphere.app.config;

import static io.auditsphere.app.config.ValueTypes.duration;
import static io.auditsphere.app.config.ValueTypes.heap;
import static io.auditsphere.app.config.ValueTypes.mapOf;
import static io.auditsphere.app.config.ValueTypes.oneOf;
import static io.auditsphere.app.config.ValueTypes.path;
import static io.auditsphere.app.config.ValueTypes.size;
import static io.auditsphere.app.config.ValueTypes.text;
import static io.auditsphere.app.config.ValueTypes.wholeNumber;

import io.auditsphere.app.serve.StreamsSettings.Delivery;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Keys of the process: its name, topics, delivery, state, HTTP and log.
 * In {@link Keys#all} with the others.
 */
public final class ServiceKeys {

    private static final Duration YEAR = Duration.ofDays(365);
    private static final ValueType<String> NAME =
            text("a name of letters, digits, '.', '_' and '-'", "[A-Za-z0-9._-]+");
    public static final Setting<String> APPLICATION_ID = Setting.of(
            "application.id",
            NAME,
            "auditsphere",
            "Name of this installation: the consumer group and the prefix of changelog topics.");
    public static final Setting<String> TOPICS_PREFIX = Setting.of(
            "topics.prefix",
            text("letters, digits, '.', '_' and '-', or nothing", "[A-Za-z0-9._-]{0,100}"),
            "",
            "What precedes the name of every topic.");
    public static final Setting<Integer> TOPICS_PARTITIONS = Setting.of(
            "topics.partitions",
            wholeNumber(1, 1000),
            "12",
            "Partitions of audit-events and of results when topics are created. Fixed once there is state.");
    public static final Setting<Integer> TOPICS_REPLICATION = Setting.of(
            "topics.replication",
            wholeNumber(-1, 10),
            "-1",
            "Replicas of topics that are created; -1: the brokers' default.");
    public static final Setting<Delivery> DELIVERY = Setting.of(
            "delivery",
            oneOf(Delivery.class),
            "exactly_once_v2",
            "What a crash may do to results: nothing, or repeat some.");
    public static final Setting<Duration> COMMIT_INTERVAL = Setting.of(
            "commit.interval",
            duration(Duration.ofMillis(1), Duration.ofMinutes(5)),
            "100ms",
            "Time between commits: under exactly-once nobody reads a result before its commit.");
    public static final Setting<Path> STATE_FOLDER = Setting.of(
            "state.folder", path(), "state", "Where users' state is kept on this machine; a copy lives in Kafka.");
    public static final Setting<Duration> STATE_TTL = Setting.of(
            "state.ttl",
            duration(Duration.ofDays(31), YEAR.multipliedBy(3)),
            "90d",
            "A user without any event for this long, in event time, is forgotten.");
    public static final Setting<Long> STATE_CACHE = Setting.of(
            "state.cache.size",
            heap(0, 64L << 30),
            "25%",
            "Heap for users that had events lately and for the ids of the latest hours, all threads together.");
    public static final Setting<Long> STATE_MEMORY = Setting.of(
            "state.memory.size",
            size(16L << 20, 1L << 40),
            "256MB",
            "Memory outside the heap for all state of the process.");
    public static final Setting<Integer> STREAM_THREADS =
            Setting.of("stream.threads", wholeNumber(1, 256), "2", "Threads that score in this process.");
    public static final Setting<Integer> PORT = Setting.of(
                    "http.port", wholeNumber(0, 65_535), "8080", "Port of probes and metrics; 0: any free one.")
            .alsoKnownAs("PORT");
    public static final Setting<String> HTTP_BIND = Setting.of(
            "http.bind",
            text("an address or host name of this machine", "[A-Za-z0-9.:_-]+"),
            "127.0.0.1",
            "The address that probes and metrics listen on; 0.0.0.0 for all, as in a container.");
    private static final ValueType<String> LEVEL =
            text("trace, debug, info, warn, error or off", "trace|debug|info|warn|error|off");
    public static final Setting<String> LOG_LEVEL = Setting.of(
            "log.level", LEVEL, "info", "What the program logs of its own; the local mode logs warn and over.");
    public static final Setting<Map<String, String>> LOG_LEVELS = Setting.of(
            "log.levels",
            mapOf("package", LEVEL),
            "",
            "What single packages log, over log.level: org.apache.kafka.streams=info,io.auditsphere.app.history=debug.");

    private ServiceKeys() {}
}

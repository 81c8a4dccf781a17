package io.auditsphere.app.local;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Kafka node (broker and controller) in this process, with its data in a folder that it can be started on again. It
 * listens on the loopback interface alone. Several may run in one process, each with a folder of its own; the instance
 * is thread-safe.
 *
 * <p>Everything that is replicated has one replica, so that it is for trying out and for tests, never for production.
 */
public final class EmbeddedKafka implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedKafka.class);
    private static final String HOST = "127.0.0.1";
    private static final int NODE_ID = 1;
    private static final int START_ATTEMPTS = 4;

    private final KafkaRaftServer server;
    private final int port;
    private boolean closed;

    private EmbeddedKafka(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /** As {@link #start(Path, int)} on any free port. */
    public static EmbeddedKafka start(Path folder) throws IOException {
        return start(folder, 0);
    }

    /**
     * Starts a node and returns when it answers: 2 to 3 s on an empty folder, under 1 s on one with data.
     *
     * @param folder where its data is or will be; created if missing. No other process may use it
     * @param preferredPort the port to listen on if it is free, 1..65535; 0 for any
     * @throws IOException if the folder cannot be written or the node does not start
     */
    public static EmbeddedKafka start(Path folder, int preferredPort) throws IOException {
        Path data = Files.createDirectories(folder).toAbsolutePath();
        RuntimeException lastFailure = null;
        for (int attempt = 1; attempt <= START_ATTEMPTS; attempt++) {
            int port = LocalPorts.freeOr(attempt == 1 ? preferredPort : 0);
            Map<String, String> settings = settings(data, port, otherThan(port));
            KafkaConfig config = new KafkaConfig(settings, false);
            formatIfNew(data);
            KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
            try {
                server.startup();
                return new EmbeddedKafka(server, port);
            } catch (RuntimeException e) {
                // Between the choice of a port and its binding another process can take it.
                LOG.warn(
                        "The embedded Kafka did not start on port {} (attempt {} of {})",
                        port,
                        attempt,
                        START_ATTEMPTS);
                lastFailure = e;
                server.shutdown();
            }
        }
        throw new IOException(
                "The embedded Kafka did not start in " + START_ATTEMPTS + " attempts on " + data
                        + "; if its data is damaged, delete that folder",
                lastFailure);
    }

    private static int otherThan(int port) {
        int other = LocalPorts.freeOr(0);
        while (other == port) {
            other = LocalPorts.freeOr(0);
        }
        return other;
    }

    /** What clients of this machine connect to: {@code 127.0.0.1:port}. */
    public String bootstrapServers() {
        return HOST + ':' + port;
    }

    /** The port that clients connect to, 1..65535. */
    public int port() {
        return port;
    }

    /** Stops the node and returns when its files are closed. A second call does nothing. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            server.shutdown();
            server.awaitShutdown();
        }
    }

    private static void formatIfNew(Path data) throws IOException {
        if (Files.exists(data.resolve("meta.properties"))) {
            return;
        }
        try (PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(silent)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(NODE_ID)
                    .setControllerListenerName("CONTROLLER")
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .setMetadataLogDirectory(data.toString())
                    .addDirectory(data.toString())
                    .run();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("The folder " + data + " could not be prepared for the embedded Kafka", e);
        }
    }

    private static Map<String, String> settings(Path data, int port, int controllerPort) {
        Map<String, String> settings = new HashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", String.valueOf(NODE_ID));
        settings.put("controller.quorum.voters", NODE_ID + "@" + HOST + ":" + controllerPort);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("listeners", "PLAINTEXT://" + HOST + ":" + port + ",CONTROLLER://" + HOST + ":" + controllerPort);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("log.dirs", data.toString());
        settings.put("auto.create.topics.enable", "false");
        singleReplica(settings);
        quickRestart(settings);
        smallMachine(settings);
        return settings;
    }

    private static void singleReplica(Map<String, String> settings) {
        settings.put("default.replication.factor", "1");
        settings.put("min.insync.replicas", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
    }

    private static void quickRestart(Map<String, String> settings) {
        settings.put("group.initial.rebalance.delay.ms", "0");
        // A start after a kill waits for the old registration to expire: 9 s with Kafka's defaults.
        settings.put("broker.session.timeout.ms", "2000");
        settings.put("broker.heartbeat.interval.ms", "500");
        // Fewer partitions of the internal topics to create, load and flush; their counts are fixed by the first start.
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("share.coordinator.state.topic.num.partitions", "1");
    }

    private static void smallMachine(Map<String, String> settings) {
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("background.threads", "2");
        // 16 MiB instead of 128 MiB of heap: local topics have few distinct keys.
        settings.put("log.cleaner.dedupe.buffer.size", "16777216");
        // An offsets topic that compacts before it fills the default segment of 100 MiB.
        settings.put("offsets.topic.segment.bytes", "10485760");
        settings.put("transaction.state.log.segment.bytes", "10485760");
    }
}

package io.auditsphere.app.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.app.cli.Main;
import io.auditsphere.app.local.LocalPorts;
import io.auditsphere.app.models.ModelPublisher;
import io.auditsphere.app.topology.TopicAdmin;
import io.auditsphere.app.topology.Topics;
import io.auditsphere.model.snapshot.ModelSnapshot;
import io.auditsphere.model.snapshot.SnapshotCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/** A broker process on a folder and a port that it keeps over its deaths, and installations on it. */
final class TestCluster implements AutoCloseable {

    static final int PARTITIONS = 4;

    private static final Pattern WARNING = Pattern.compile("(WARN|ERROR) \\w+ -");
    private static final Pattern EXCEPTION = Pattern.compile("\\w+(Exception|OUT_OF_ORDER\\w+|Error)\\b");

    private final Path folder;
    private final int port;
    private ChildJvm broker;

    private TestCluster(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** Starts the broker and returns when it answers. */
    static TestCluster start(Path folder) {
        TestCluster cluster = new TestCluster(folder, LocalPorts.freeOr(0));
        cluster.startBroker();
        return cluster;
    }

    /** Installations on a broker of somebody else's, who starts and ends it. */
    static TestCluster over(String bootstrapServers, Path folder) {
        return new TestCluster(folder, Integer.parseInt(bootstrapServers.substring(bootstrapServers.indexOf(':') + 1)));
    }

    /** Returns when the broker answers. */
    void startBroker() {
        Path log = folder.resolve("broker-" + System.nanoTime() + ".log");
        broker = ChildJvm.start(
                BrokerMain.class, log, List.of(folder.resolve("kafka").toString(), Integer.toString(port)));
        broker.awaitOutput(BrokerMain.READY);
        assertThat(broker.output()).as("the port that its clients know").contains(BrokerMain.READY + port + ".");
    }

    void killBroker() {
        broker.kill();
    }

    String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Creates an installation's topics and publishes these models. */
    Topics install(String prefix, List<ModelSnapshot> models) {
        Topics topics = new Topics(prefix);
        Map<String, Object> clients = Map.of("bootstrap.servers", bootstrapServers());
        try (Admin admin = Admin.create(clients);
                ModelPublisher publisher = ModelPublisher.open(clients, topics.models())) {
            new TopicAdmin(admin, topics).create(PARTITIONS, (short) 1);
            models.forEach(model -> publisher.publish(model, SnapshotCodec.encode(model)));
        }
        return topics;
    }

    /** An instance of {@code serve}; its state is in a folder by its name, so that a second start finds it again. */
    ChildJvm serve(Topics topics, String instance, String... settings) {
        return serve(ChildJvm.SMALL, topics, instance, settings);
    }

    /** The same with these options of the JVM. */
    ChildJvm serve(List<String> options, Topics topics, String instance, String... settings) {
        return ChildJvm.start(options, Main.class, log(topics, instance), arguments(topics, instance, settings));
    }

    /** The same by a distribution's launcher. */
    ChildJvm serve(Path distribution, List<String> options, Topics topics, String instance, String... settings) {
        return ChildJvm.startProgram(
                distribution, options, log(topics, instance), arguments(topics, instance, settings));
    }

    private Path log(Topics topics, String instance) {
        return folder.resolve(topics.prefix() + instance + ".log");
    }

    private List<String> arguments(Topics topics, String instance, String... settings) {
        List<String> arguments = new ArrayList<>(List.of("serve"));
        for (String setting : settings(topics, instance)) {
            arguments.addAll(List.of("-D", setting));
        }
        for (String setting : settings) {
            arguments.addAll(List.of("-D", setting));
        }
        return arguments;
    }

    private List<String> settings(Topics topics, String instance) {
        return List.of(
                "kafka.bootstrap.servers=" + bootstrapServers(),
                "application.id=" + topics.prefix() + "app",
                "topics.prefix=" + topics.prefix(),
                "topics.replication=1",
                "providers=" + String.join(",", Workload.PROVIDERS),
                "state.folder=" + folder.resolve(topics.prefix() + instance),
                "stream.threads=1",
                "history.enabled=false",
                "train.missing=false",
                "http.port=0");
    }

    /** What instances and brokers warned of, by the class that did and the exception's name, with how often. */
    Map<String, Integer> warnings() throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path log :
                    files.filter(file -> file.toString().endsWith(".log")).toList()) {
                for (String line : Files.readAllLines(log)) {
                    Matcher warning = WARNING.matcher(line);
                    if (warning.find()) {
                        Matcher exception = EXCEPTION.matcher(line);
                        counts.merge(
                                warning.group() + (exception.find() ? " " + exception.group() : ""), 1, Integer::sum);
                    }
                }
            }
        }
        return counts;
    }

    @Override
    public void close() {
        if (broker != null) {
            broker.close();
        }
    }
}

package io.auditsphere.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.app.topology.StreamCounters;
import io.auditsphere.app.topology.TopologySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceNameTest {

    @TempDir
    Path folder;

    @Test
    void aFolderKeepsItsNameForEachApplication() throws IOException {
        String name = InstanceName.of(folder, "audit");

        assertThat(InstanceName.of(folder, "audit")).isEqualTo(name);
        assertThat(InstanceName.of(folder, "other")).isNotEqualTo(name);
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("audit.instance", "other.instance");
        }
    }

    @Test
    void halfANameIsReplaced() throws IOException {
        Files.writeString(folder.resolve("audit.instance"), "3f2a");

        String name = InstanceName.of(folder, "audit");
        assertThat(name).hasSize(36);
        assertThat(InstanceName.of(folder, "audit")).isEqualTo(name);
    }

    @Test
    void itIsTheMembersNameUnlessTheOperatorGaveOne() {
        StreamsSettings settings = StreamsSettings.defaults();

        assertThat(instanceIdOf(settings.named("n"))).isEqualTo("n-0");
        assertThat(settings.staticMember())
                .as("a name of its own making does not keep it from leaving the group in order")
                .isFalse();
        assertThat(instanceIdOf(
                        settings.withKafka(Map.of("bootstrap.servers", "b:9092", "group.instance.id", "serve-1"))
                                .named("n")))
                .isEqualTo("serve-1-0");
        assertThat(instanceIdOf(settings.withKafka(Map.of("bootstrap.servers", "b:9092", "group.protocol", "streams"))
                        .named("n")))
                .as("that protocol has no static members in Kafka 4.3")
                .isNull();
    }

    private static Object instanceIdOf(StreamsSettings settings) {
        return new StreamsConfig(settings.properties(TopologySettings.defaults(), new StreamCounters()))
                .getMainConsumerConfigs("g", "c", 0)
                .get("group.instance.id");
    }
}

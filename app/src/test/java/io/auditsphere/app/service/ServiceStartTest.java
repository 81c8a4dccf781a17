package io.auditsphere.app.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditsphere.app.config.ClientSettings;
import io.auditsphere.app.config.ComponentSettings;
import io.auditsphere.app.config.Configuration;
import io.auditsphere.app.config.ConfigurationLoader;
import io.auditsphere.app.local.TestServers;
import io.auditsphere.app.topology.TopicAdmin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parts that do not wait for each other start at the same time; what one of them refuses refuses the start. */
class ServiceStartTest {

    private final String name = TestServers.uniqueName("service-start");

    @TempDir
    Path folder;

    @Test
    void aPortThatIsTakenRefusesTheStartBeforeTheGroupIsJoined() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Configuration configuration = configuration(taken.getLocalPort());
            ComponentSettings settings = new ComponentSettings(configuration);
            try (Admin admin = Admin.create(ClientSettings.admin(configuration))) {
                new TopicAdmin(admin, settings.topics()).create(1, (short) 1);
                assertThatThrownBy(() -> AuditService.start(configuration, settings.ingest(), Clock.systemUTC()))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
                        .hasMessageContaining("http.port");
                assertThat(admin.listGroups().all().get())
                        .extracting(GroupListing::groupId)
                        .noneMatch(group -> group.startsWith(name));
            }
        }
    }

    @Test
    void whatIsAskedForAndNeedsADatabaseIsNamedBeforeAnythingIsAskedOfABroker() {
        Configuration configuration = configuration(0, "history.enabled=true", "kafka.bootstrap.servers=127.0.0.1:1");
        assertThatThrownBy(() -> AuditService.start(
                        configuration, new ComponentSettings(configuration).ingest(), Clock.systemUTC()))
                .hasMessageContaining("history.enabled")
                .hasMessageContaining("database.url");
    }

    private Configuration configuration(int port, String... more) {
        List<String> settings = new ArrayList<>(List.of(
                "kafka.bootstrap.servers=" + TestServers.bootstrapServers(),
                "application.id=" + name,
                "topics.prefix=" + name + ".",
                "topics.replication=1",
                "providers=box",
                "state.folder=" + folder.resolve("state"),
                "history.enabled=false",
                "train.missing=false",
                "http.port=" + port));
        settings.addAll(List.of(more));
        return ConfigurationLoader.load(Optional.empty(), Map.of(), settings);
    }
}

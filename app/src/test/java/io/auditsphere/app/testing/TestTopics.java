package io.auditsphere.app.testing;

import io.auditsphere.app.local.TestServers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Topics of a test's own on the broker that all tests share. */
public final class TestTopics {

    private TestTopics() {}

    /** Creates a topic whose name starts with the stem and that no other test has; returns its name. */
    public static String create(String stem, int partitions, Map<String, String> settings) {
        String name = TestServers.uniqueName(stem);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestServers.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1).configs(settings)))
                    .all()
                    .get();
            return name;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the tests' broker refused to create " + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating " + name, e);
        }
    }
}

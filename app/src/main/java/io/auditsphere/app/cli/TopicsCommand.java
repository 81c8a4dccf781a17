package io.auditsphere.app.cli;

import io.auditsphere.app.config.ClientSettings;
import io.auditsphere.app.config.Configuration;
import io.auditsphere.app.config.ServiceKeys;
import io.auditsphere.app.topology.TopicAdmin;
import io.auditsphere.app.topology.TopicFacts;
import io.auditsphere.app.topology.Topics;
import java.io.PrintWriter;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "topics",
        description = "Creates the topics, or checks that they are as the stream needs them.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {TopicsCommand.Create.class, TopicsCommand.Check.class})
final class TopicsCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name one: create or check");
    }

    @Command(
            name = "create",
            description = {
                "Creates the topics that are missing, with their retention and limits.",
                "Never alters one that exists; several may run at once."
            })
    static final class Create implements Runnable {

        @Spec
        private CommandSpec spec;

        @Mixin
        private SettingsOptions settings;

        @Option(
                names = "--partitions",
                paramLabel = "N",
                description = "Partitions of audit-events and of the results, over topics.partitions."
                        + " Fixed once there is state.")
        private Integer partitions;

        @Override
        public void run() {
            Configuration configuration = settings.load();
            PrintWriter out = spec.commandLine().getOut();
            int count = partitions == null ? configuration.get(ServiceKeys.TOPICS_PARTITIONS) : partitions;
            if (count < 1) {
                throw new ParameterException(spec.commandLine(), "--partitions is 1 or more, not " + count);
            }
            short replication =
                    configuration.get(ServiceKeys.TOPICS_REPLICATION).shortValue();
            try (Admin admin = Admin.create(ClientSettings.admin(configuration))) {
                List<String> created = new TopicAdmin(admin, topics(configuration)).create(count, replication);
                created.forEach(name -> out.println("created " + name));
                out.println(created.isEmpty() ? "all topics exist" : created.size() + " topics created");
            }
        }
    }

    @Command(
            name = "check",
            description = "Checks that every topic exists with the right partitions; ends with 3 if not.")
    static final class Check implements Runnable {

        @Spec
        private CommandSpec spec;

        @Mixin
        private SettingsOptions settings;

        @Override
        public void run() {
            Configuration configuration = settings.load();
            try (Admin admin = Admin.create(ClientSettings.admin(configuration))) {
                TopicFacts facts = new TopicAdmin(admin, topics(configuration)).check();
                spec.commandLine()
                        .getOut()
                        .println("the topics are ready; audit-events has " + facts.partitions() + " partitions");
            }
        }
    }

    private static Topics topics(Configuration configuration) {
        return new Topics(configuration.get(ServiceKeys.TOPICS_PREFIX));
    }
}

package io.auditsphere.app.cli;

import io.auditsphere.app.config.ClientSettings;
import io.auditsphere.app.config.ComponentSettings;
import io.auditsphere.app.config.Configuration;
import io.auditsphere.app.serve.StreamReset;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "reset",
        description = {
            "Makes the stream of this application.id forget everything it knows of users, and read anew from where --to"
                    + " says. Without --yes it only says what it would delete. Refuses while the stream runs anywhere.",
            "Other machines' state folders are theirs to delete: run it there too, before the stream starts. Results,"
                    + " findings, dead letters, models and the history in Postgres stay as they are."
        })
final class ResetCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingsOptions settings;

    @Option(
            names = "--to",
            paramLabel = "WHERE",
            defaultValue = "latest",
            description = "Where reading begins (default: ${DEFAULT-VALUE}): latest; earliest, which gives results for"
                    + " all retained events a second time; or a time, as RFC 3339 or how long ago such as 2h.")
    private String to;

    @Option(names = "--yes", description = "Do it.")
    private boolean yes;

    @Override
    public Integer call() {
        Configuration configuration = settings.load();
        ComponentSettings components = new ComponentSettings(configuration);
        PrintWriter out = spec.commandLine().getOut();
        try (Admin admin = Admin.create(ClientSettings.admin(configuration))) {
            StreamReset reset = new StreamReset(
                    admin,
                    components.streams(),
                    TopologyCommand.topology(components).describe(),
                    components.topics().auditEvents());
            StreamReset.Plan plan = reset.plan(start());
            if (yes) {
                reset.run(plan);
            }
            print(plan, components.topics().auditEvents(), out);
        }
        return ExitCodes.DONE;
    }

    private OffsetSpec start() {
        return switch (to) {
            case "earliest" -> OffsetSpec.earliest();
            case "latest" -> OffsetSpec.latest();
            default -> OffsetSpec.forTimestamp(SelectionOptions.time(spec, "--to", to));
        };
    }

    private void print(StreamReset.Plan plan, String input, PrintWriter out) {
        String done = yes ? "deleted " : "would delete ";
        plan.topics().forEach(topic -> out.println(done + "topic " + topic));
        plan.stateFolder().ifPresent(folder -> out.println(done + "folder " + folder));
        plan.to()
                .forEach((partition, offset) -> out.println((yes ? "reads " : "would read ") + input + " partition "
                        + partition + " from offset " + offset + ", had read up to "
                        + (plan.from().containsKey(partition) ? plan.from().get(partition) : "nothing")));
        out.println(
                yes
                        ? "done; `auditsphere backfill --from-history` teaches users' state anew"
                        : "nothing is done without --yes");
        out.flush();
    }
}

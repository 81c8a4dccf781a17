package io.auditsphere.app.cli;

import io.auditsphere.app.config.Configuration;
import io.auditsphere.app.console.PlainText;
import io.auditsphere.app.models.ModelPublisher;
import io.auditsphere.app.models.ModelRegistry;
import io.auditsphere.app.models.ModelRegistryException;
import io.auditsphere.app.service.EndInOrder;
import io.auditsphere.app.storage.ModelRow;
import io.auditsphere.app.storage.ModelTable;
import io.auditsphere.model.features.LearntDomains;
import io.auditsphere.model.features.OrganisationTables;
import io.auditsphere.model.snapshot.ModelSnapshot;
import io.auditsphere.model.threshold.PopulationThresholds;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "models",
        description = "Lists the stored models, and says which are in force.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ModelsCommand.ListModels.class,
            ModelsCommand.Show.class,
            ModelsCommand.Activate.class,
            ModelsCommand.Rollback.class,
            ModelsExport.class,
            ModelsImport.class
        })
final class ModelsCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name one: list, show, activate, rollback, export or import");
    }

    /** What those that ask the registry have: settings, the database, and where to print. */
    abstract static class OnRegistry implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Mixin
        private SettingsOptions settings;

        @Override
        public Integer call() throws SQLException, ModelRegistryException, IOException {
            Configuration configuration = settings.load();
            try (EndInOrder parts = new EndInOrder()) {
                ModelRegistry registry = new ModelRegistry(new ModelTable(Trainers.database(configuration, parts)));
                PrintWriter out = spec.commandLine().getOut();
                run(registry, () -> Trainers.publisher(configuration, parts), out);
                out.flush();
            }
            return ExitCodes.DONE;
        }

        abstract void run(ModelRegistry registry, Supplier<ModelPublisher> publisher, PrintWriter out)
                throws SQLException, ModelRegistryException, IOException;
    }

    @Command(name = "list", description = "Lists the stored models, newest first; * marks those in force.")
    static final class ListModels extends OnRegistry {

        @Option(names = "--provider", paramLabel = "NAME", description = "Those of this provider alone.")
        private String provider;

        @Override
        void run(ModelRegistry registry, Supplier<ModelPublisher> publisher, PrintWriter out) throws SQLException {
            List<ModelRow> rows = registry.list(provider);
            rows.forEach(row -> out.printf(
                    "%s %s %-10s trained %s on %d events, %d KiB%n",
                    row.active() ? "*" : " ",
                    row.version(),
                    row.provider(),
                    row.trainedAt(),
                    row.sampleCount(),
                    row.bytes() / 1024));
            if (rows.isEmpty()) {
                out.println("no model is stored; `auditsphere train` makes them");
            }
        }
    }

    @Command(name = "show", description = "Shows all that is known of one model.")
    static final class Show extends OnRegistry {

        private static final int MOST_DOMAINS = 1000;

        @Parameters(paramLabel = "VERSION", description = "The model's version.")
        private UUID version;

        @Override
        void run(ModelRegistry registry, Supplier<ModelPublisher> publisher, PrintWriter out)
                throws SQLException, ModelRegistryException {
            ModelRow row = registry.show(version);
            ModelSnapshot model = registry.load(version);
            out.println("version        " + row.version());
            out.println("provider       " + row.provider());
            out.println("in force       " + (row.active() ? "yes" : "no"));
            out.println("activated at   " + (row.activatedAt() == null ? "never" : row.activatedAt()));
            out.println("trained at     " + row.trainedAt());
            out.println("history        " + row.historyFrom() + " to " + row.historyTo());
            out.println("rows fitted    " + row.sampleCount());
            out.println("seed           " + row.seed());
            out.println("contamination  " + row.contamination());
            out.println("bytes          " + row.bytes());
            out.println("people         " + thresholds(model.people()));
            out.println("services       " + thresholds(model.services()));
            out.println("own domains    " + ownDomains(model));
            out.println("measured       " + row.metrics());
        }

        /** Each threshold with what it was expected to do; {@code measured} has what held-back history did. */
        private static String thresholds(PopulationThresholds thresholds) {
            return String.format(
                    Locale.ROOT,
                    "anomaly from %.4f (%.1f %% of events expected), alert from %.4f by %s%s (%.3f %% of events and %.1f"
                            + " findings a day expected)",
                    thresholds.anomaly(),
                    100 * thresholds.expectedAnomalyShare(),
                    thresholds.alert(),
                    thresholds.rule().wireName(),
                    thresholds.ruleTarget() == 0 ? "" : " of " + rounded(thresholds.ruleTarget()),
                    100 * thresholds.expectedAlertShare(),
                    thresholds.expectedOpeningsPerDay());
        }

        /** Two digits: a population's part of the budget is a quotient. */
        private static String rounded(double target) {
            return new BigDecimal(target).round(new MathContext(2)).toPlainString();
        }

        private static String ownDomains(ModelSnapshot model) {
            LearntDomains learnt =
                    OrganisationTables.decode(model.organisationTables()).learntDomains();
            return learnt.largest().isEmpty()
                    ? "none learnt by name"
                    : PlainText.of(learnt.describe(), MOST_DOMAINS) + "; organisation.domains stands over them";
        }
    }

    @Command(name = "activate", description = "Puts a stored model in force; streams that run swap to it at once.")
    static final class Activate extends OnRegistry {

        @Parameters(paramLabel = "VERSION", description = "The model's version.")
        private UUID version;

        @Override
        void run(ModelRegistry registry, Supplier<ModelPublisher> publisher, PrintWriter out)
                throws SQLException, ModelRegistryException {
            ModelRow row = registry.activate(version, publisher.get());
            out.println(row.version() + " is in force for " + row.provider());
        }
    }

    @Command(name = "rollback", description = "Puts the model in force that was trained before the present one.")
    static final class Rollback extends OnRegistry {

        @Parameters(paramLabel = "PROVIDER", description = "The provider.")
        private String provider;

        @Override
        void run(ModelRegistry registry, Supplier<ModelPublisher> publisher, PrintWriter out)
                throws SQLException, ModelRegistryException {
            ModelRow row = registry.rollback(provider, publisher.get());
            out.println(row.version() + " is in force for " + row.provider());
        }
    }
}

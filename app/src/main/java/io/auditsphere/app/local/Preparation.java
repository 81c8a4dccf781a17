package io.auditsphere.app.local;

import io.auditsphere.app.config.ClientSettings;
import io.auditsphere.app.config.ComponentSettings;
import io.auditsphere.app.config.Configuration;
import io.auditsphere.app.config.InputKeys;
import io.auditsphere.app.config.ServiceKeys;
import io.auditsphere.app.console.Console;
import io.auditsphere.app.models.ModelFollower;
import io.auditsphere.app.models.ModelPublisher;
import io.auditsphere.app.service.AuditService;
import io.auditsphere.app.service.EventSender;
import io.auditsphere.app.storage.Database;
import io.auditsphere.app.training.ProviderResult;
import io.auditsphere.app.training.TrainerBusyException;
import io.auditsphere.app.training.TrainingJob;
import io.auditsphere.app.training.TrainingProgress;
import io.auditsphere.app.training.TrainingReport;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/** The first start: history through the stream and into the archive, then a forest for each provider. */
final class Preparation {

    private static final long PLACE_SETTLED_NANOS = TimeUnit.MILLISECONDS.toNanos(1_500);

    private final Configuration configuration;
    private final AuditService service;
    private final Console console;

    Preparation(Configuration configuration, AuditService service, Console console) {
        this.configuration = configuration;
        this.service = service;
        this.console = console;
    }

    /** Learns the feed's history and trains on it. */
    void run(Feed feed, EventSender sender)
            throws IOException, SQLException, TrainerBusyException, InterruptedException, ExecutionException {
        learn(feed, sender);
        train();
    }

    private void learn(Feed feed, EventSender sender) throws IOException, InterruptedException, ExecutionException {
        long sent = feed.learn(
                sender,
                (share, records) -> console.progress(
                        "History",
                        share,
                        records + " events sent, " + service.counters().learnt() + " learnt"));
        ComponentSettings components = new ComponentSettings(configuration);
        String applicationId = configuration.get(ServiceKeys.APPLICATION_ID);
        try (Admin admin = Admin.create(ClientSettings.admin(configuration))) {
            Drained events = new Drained(admin, components.topics().auditEvents());
            events.await(
                    applicationId,
                    share -> console.progress(
                            "Learning", share, service.counters().learnt() + " of " + sent + " events"));
            awaitPlaced();
            events.await(
                    AuditService.historyGroup(configuration),
                    share -> console.progress(
                            "Archiving", share, service.archiver().archived() + " events in Postgres"));
        }
        console.done(
                "History",
                service.counters().learnt() + " events learnt, "
                        + service.archiver().archived() + " archived" + rejected());
    }

    private String rejected() {
        long rejected = service.counters().deadLetterTotal();
        return rejected == 0
                ? ""
                : ", " + rejected + " dead letters " + service.counters().deadLetters();
    }

    /** What was not in its user's partition is on its way through the repartition topic a moment longer. */
    private void awaitPlaced() throws InterruptedException {
        long learnt = -1;
        long since = System.nanoTime();
        while (service.counters().repartitioned() > 0 && System.nanoTime() - since < PLACE_SETTLED_NANOS) {
            long now = service.counters().learnt() + service.counters().duplicates();
            if (now != learnt) {
                learnt = now;
                since = System.nanoTime();
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private void train() throws SQLException, TrainerBusyException, InterruptedException {
        ComponentSettings components = new ComponentSettings(configuration);
        List<String> providers = configuration.get(InputKeys.PROVIDERS);
        long started = System.nanoTime();
        TrainingReport report;
        try (Database database = Database.open(components.database());
                ModelPublisher publisher = ModelPublisher.open(
                        ClientSettings.shared(configuration),
                        components.topics().models())) {
            database.migrate();
            TrainingProgress progress = (provider, phase, done, total) -> {
                int index = providers.indexOf(provider);
                double within = total > 0 ? 0.8 * done / total : 0.9;
                console.progress("Training", (index + within) / providers.size(), provider + ", " + done + " events");
            };
            report = new TrainingJob(
                            database,
                            publisher,
                            providers,
                            components.features(),
                            components.training(),
                            service.detectors()::inForce,
                            Clock.systemUTC(),
                            progress)
                    .run();
        }
        long trained = report.results().stream()
                .filter(result -> result.outcome().isTrained())
                .count();
        awaitLive(service.models(), trained);
        console.done(
                "Training",
                trained + " forests in " + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started) + " s");
        for (ProviderResult result : report.results()) {
            if (!result.outcome().isTrained()) {
                console.line("  " + result);
            }
        }
    }

    /** The publisher has the broker's word; the follower reads a moment later. */
    private static void awaitLive(ModelFollower models, long trained) throws InterruptedException {
        while (models.models().size() < trained) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}

package io.auditsphere.app.local;

import io.auditsphere.app.config.ClientSettings;
import io.auditsphere.app.config.ComponentSettings;
import io.auditsphere.app.config.Configuration;
import io.auditsphere.app.config.InputKeys;
import io.auditsphere.app.config.ServiceKeys;
import io.auditsphere.app.config.TrainingKeys;
import io.auditsphere.app.console.Console;
import io.auditsphere.app.ingest.EventDecoder;
import io.auditsphere.app.ingest.IngestSettings;
import io.auditsphere.app.input.InputSelection;
import io.auditsphere.app.report.OwnDomainsText;
import io.auditsphere.app.service.AuditService;
import io.auditsphere.app.service.EndInOrder;
import io.auditsphere.app.service.EventSender;
import io.auditsphere.app.topology.TopicAdmin;
import io.auditsphere.app.training.TrainerBusyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/**
 * The whole program with nothing to install: broker and database in this process and beside it, the stream of {@code
 * serve}, events from a generator or a file, and alerts in the terminal. {@link #run} is for one thread; {@link #close}
 * may come from any other, ends everything in order and returns when it has ended.
 */
public final class LocalMode implements AutoCloseable {

    private static final String LOCAL = "local mode";
    private static final String STANDARD_INPUT = "standard-input.log";
    private static final int PARTITIONS = 4;
    private static final Duration LOCK_WAIT = Duration.ofSeconds(60);
    private static final Duration READY_WAIT = Duration.ofMinutes(2);
    /** The feed looks five times a second; then the stream commits and Postgres and Kafka write what they have. */
    private static final Duration FEED_STOP = Duration.ofSeconds(10);

    private static final Duration SERVERS_START = Duration.ofSeconds(60);

    private final LocalOptions options;
    private final Console console;
    private final EndInOrder parts = new EndInOrder();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch serversStarted = new CountDownLatch(1);
    private volatile boolean stopping;
    private volatile boolean streaming;
    private volatile boolean running;

    public LocalMode(LocalOptions options, Console console) {
        this.options = options;
        this.console = console;
    }

    /**
     * Runs until {@link #close} is called.
     *
     * @param given the user's settings; addresses and folders are replaced by the local ones
     * @throws LocalStartException if the folder is in use, or made from something else
     */
    public void run(Configuration given)
            throws IOException, InterruptedException, SQLException, TrainerBusyException, ExecutionException {
        running = true;
        try {
            start(given);
        } catch (InterruptedException | RuntimeException | IOException | SQLException | ExecutionException e) {
            // What fails because it is being ended is no failure.
            if (!stopping) {
                throw e;
            }
        } finally {
            parts.close();
            ended.countDown();
        }
    }

    private void start(Configuration given)
            throws IOException, InterruptedException, SQLException, TrainerBusyException, ExecutionException {
        Path folder = options.dataFolder();
        refuseForeign(folder);
        parts.add(DataLock.take(folder, LOCK_WAIT, console::line));
        LocalState state = freshUnlessPrepared(folder);

        console.line("Starting Kafka and Postgres in " + folder);
        Servers servers;
        try {
            servers = parts.add(Servers.start(folder));
        } finally {
            serversStarted.countDown();
        }
        Configuration configuration = local(given, folder, servers);
        IngestSettings ingest = new ComponentSettings(configuration).ingest();
        if (!options.input().isEmpty()) {
            ingest = ingest.withoutMaxAge();
        }
        Feed feed = feed(ingest, state);
        configuration = withOrganisation(configuration, feed);
        refuseOtherOrigin(state, feed);

        createTopics(configuration);
        AuditService service = parts.add(AuditService.start(configuration, ingest, Clock.systemUTC()));
        if (!service.stream().awaitReady(READY_WAIT)) {
            throw new LocalStartException("The stream did not start within " + READY_WAIT.toSeconds()
                    + " s; the log above says why, and --reset begins anew");
        }
        EventSender sender = parts.add(EventSender.open(
                ClientSettings.producer(configuration),
                new ComponentSettings(configuration).topics().auditEvents()));
        printAddresses(configuration, servers, service);
        if (!state.prepared()) {
            new Preparation(configuration, service, console).run(feed, sender);
            state.prepared(feed.origin());
        } else {
            console.line("Going on from " + folder
                    + state.position().map(at -> ", at " + at).orElse(""));
        }
        stream(configuration, service, feed, sender, state);
    }

    private void stream(
            Configuration configuration, AuditService service, Feed feed, EventSender sender, LocalState state)
            throws IOException, InterruptedException {
        streaming = true;
        ResultWatch results = parts.add(ResultWatch.start(
                ClientSettings.consumer(configuration), new ComponentSettings(configuration).topics(), console));
        parts.add(SummaryLine.start(service, results, console));
        if (feed instanceof FileFeed file) {
            file.askForDomains(() -> ownDomains(new ComponentSettings(configuration), service));
        }
        console.line("Streaming " + feed.description() + ". Ctrl-C ends it; the next start goes on from here.");
        feed.run(sender, state, () -> stopping);
        while (!stopping) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    /** What is in the folder may be deleted: it must be one that this program made. */
    private static void refuseForeign(Path folder) throws IOException {
        if (!Files.exists(folder) || Files.exists(folder.resolve(DataLock.FILE))) {
            return;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            if (entries.anyMatch(entry -> !String.valueOf(entry.getFileName()).startsWith(LocalOptions.INPUT_PREFIX))) {
                throw new LocalStartException(folder + " is not empty and was not made by this program; choose another"
                        + " folder with --data");
            }
        }
    }

    /** A first start that was not finished begins anew: what was learnt in part cannot be told from what was not. */
    private LocalState freshUnlessPrepared(Path folder) throws IOException {
        LocalState state = LocalState.of(folder);
        if (options.reset() || !state.prepared()) {
            OrphanedPostgres.stop(folder.resolve("postgres").resolve("data"));
            for (String part : List.of("kafka", "postgres", "state", "local.properties")) {
                Path path = folder.resolve(part);
                if (Files.isDirectory(path)) {
                    FileTrees.delete(path);
                } else {
                    Files.deleteIfExists(path);
                }
            }
            return LocalState.of(folder);
        }
        return state;
    }

    private Feed feed(IngestSettings ingest, LocalState state) throws IOException {
        if (options.input().isEmpty()) {
            return new GeneratedFeed(options, Instant.now());
        }
        List<String> names = options.isStandardInput()
                ? List.of(keptStandardInput(options.dataFolder(), state).toString())
                : options.input();
        return new FileFeed(options, InputSelection.of(names), new EventDecoder(ingest), console);
    }

    /** Standard input comes once, and is needed again: to learn and to score, and at the next start. */
    private static Path keptStandardInput(Path folder, LocalState state) throws IOException {
        Path kept = folder.resolve(STANDARD_INPUT);
        if (!state.prepared() || !Files.exists(kept)) {
            Files.copy(System.in, kept, StandardCopyOption.REPLACE_EXISTING);
        }
        return kept;
    }

    private static void refuseOtherOrigin(LocalState state, Feed feed) {
        state.origin().filter(origin -> !origin.equals(feed.origin())).ifPresent(origin -> {
            throw new LocalStartException("The data folder was made from: " + origin + "; this run is of: "
                    + feed.origin() + ". Begin anew with --reset, or choose another folder with --data");
        });
    }

    private static Configuration local(Configuration given, Path folder, Servers servers) {
        return given.withKafka("bootstrap.servers", servers.kafka().bootstrapServers(), LOCAL)
                .with(TrainingKeys.DATABASE_URL, servers.postgres().databaseUrl("postgres"), LOCAL)
                .with(ServiceKeys.STATE_FOLDER, folder.resolve("state").toString(), LOCAL)
                .with(ServiceKeys.TOPICS_PARTITIONS, String.valueOf(PARTITIONS), LOCAL)
                .with(TrainingKeys.HISTORY_ENABLED, "true", LOCAL)
                .with(TrainingKeys.TRAIN_MISSING, "false", LOCAL)
                .with(TrainingKeys.TRAIN_ON_STARTUP, "false", LOCAL)
                .with(ServiceKeys.PORT, String.valueOf(LocalPorts.freeOr(given.get(ServiceKeys.PORT))), LOCAL);
    }

    private static List<String> ownDomains(ComponentSettings components, AuditService service) {
        Set<String> configured = components.features().ownDomains();
        if (!configured.isEmpty()) {
            return List.of(OwnDomainsText.configured(configured));
        }
        return service.models().models().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(model -> OwnDomainsText.learnt(
                        model.getKey(), model.getValue().tables().learntDomains()))
                .toList();
    }

    /** Whose the generated people are is known; of a log of one's own only its owner can say. */
    private static Configuration withOrganisation(Configuration configuration, Feed feed) {
        if (feed instanceof GeneratedFeed generated && !configuration.isGiven(InputKeys.ORGANISATION_DOMAINS)) {
            return configuration.with(InputKeys.ORGANISATION_DOMAINS, String.join(",", generated.ownDomains()), LOCAL);
        }
        return configuration;
    }

    private static void createTopics(Configuration configuration) {
        try (Admin admin = Admin.create(ClientSettings.admin(configuration))) {
            new TopicAdmin(admin, new ComponentSettings(configuration).topics()).create(PARTITIONS, (short) 1);
        }
    }

    private void printAddresses(Configuration configuration, Servers servers, AuditService service) {
        String prefix = configuration.get(ServiceKeys.TOPICS_PREFIX);
        console.lines(List.of(
                "  Kafka     " + servers.kafka().bootstrapServers() + "   topics "
                        + String.join(
                                ", ",
                                Stream.of("audit-events", "anomalies", "findings")
                                        .map(name -> prefix + name)
                                        .toList()),
                "  Postgres  " + servers.postgres().databaseUrl("postgres"),
                "  HTTP      " + service.http().url() + "/health/ready   "
                        + service.http().url() + "/metrics"));
    }

    /** Ends everything: the feed, the stream with a last commit, Postgres, Kafka; then gives the folder back. */
    @Override
    public void close() throws InterruptedException {
        stopping = true;
        if (!running || ended.getCount() == 0) {
            return;
        }
        console.line("Ending ...");
        if (!streaming || !ended.await(FEED_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
            // It is still preparing. Servers that are half started would be left behind; all else can be pulled away.
            serversStarted.await(SERVERS_START.toMillis(), TimeUnit.MILLISECONDS);
            parts.close();
            ended.await(FEED_STOP.toMillis(), TimeUnit.MILLISECONDS);
        }
        console.line(
                streaming
                        ? "Ended. The next start goes on from " + options.dataFolder()
                        : "Ended before it was prepared. The next start begins anew.");
    }
}

package io.auditsphere.app.training;

import io.auditsphere.app.models.ModelPublisher;
import io.auditsphere.app.models.ModelRegistry;
import io.auditsphere.app.models.ModelTopicException;
import io.auditsphere.app.storage.Database;
import io.auditsphere.app.storage.HistoryReader;
import io.auditsphere.app.storage.ModelTable;
import io.auditsphere.model.scoring.ModelSource;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it, beside a running stream, that providers have models. At the start, if it is asked to
 * ({@code AUTO_TRAIN_ON_STARTUP}), it trains those that have none. Afterwards it trains a provider without one as soon as
 * events of it have come and the history holds enough. A model that the registry knows and the models topic has lost is
 * published again instead. A provider whose training came to nothing is tried again after growing pauses.
 *
 * <p>Runs in a thread of its own between {@link #start} and {@link #close}; never disturbs scoring.
 */
public final class AutoTrainer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AutoTrainer.class);

    private static final Duration LONGEST_PAUSE = Duration.ofHours(6);

    private final Database database;
    private final TrainingJob job;
    private final ModelSource models;
    private final ModelPublisher publisher;
    private final ModelRegistry registry;
    private final HistoryReader history;
    private final List<String> providers;
    private final boolean atStart;
    private final Duration interval;
    private final Clock clock;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Map<String, Attempt> attempts = new HashMap<>();
    private final Thread thread;
    private Instant startedAt;

    /** The last training of a provider that came to nothing, and when to try again. */
    private record Attempt(Instant retryAt, Duration pause) {}

    /**
     * An auto-trainer; does nothing yet.
     *
     * @param job trains
     * @param models tells which providers have a model
     * @param publisher where the job's models go
     * @param providers the providers to see to
     * @param atStart whether those without a model are trained at the start, whether or not events come
     * @param interval how often it looks, positive
     */
    public AutoTrainer(
            Database database,
            TrainingJob job,
            ModelSource models,
            ModelPublisher publisher,
            Collection<String> providers,
            boolean atStart,
            Duration interval,
            Clock clock) {
        this.database = database;
        this.job = job;
        this.models = models;
        this.publisher = publisher;
        this.registry = new ModelRegistry(new ModelTable(database));
        this.history = new HistoryReader(database);
        this.providers = List.copyOf(providers);
        this.atStart = atStart;
        this.interval = interval;
        this.clock = clock;
        this.thread = new Thread(this::run, "auto-trainer");
        this.thread.setDaemon(true);
    }

    /** Starts looking after models. */
    public void start() {
        startedAt = clock.instant();
        thread.start();
    }

    private void run() {
        boolean prepared = false;
        boolean initial = atStart;
        boolean stop = false;
        while (!stop) {
            try {
                if (!prepared) {
                    database.migrate();
                    prepared = true;
                }
                look(initial);
                initial = false;
            } catch (TrainerBusyException e) {
                LOG.info("{}", e.getMessage());
            } catch (SQLException | RuntimeException e) {
                // Neither a database that is away nor a history that cannot be fitted may end the watch.
                LOG.warn("Models could not be looked after, the next look is in {}", interval, e);
            }
            try {
                stop = stopped.await(interval.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                stop = true;
            }
        }
    }

    private void look(boolean initial) throws SQLException, TrainerBusyException {
        List<String> wanted = new ArrayList<>();
        for (String provider : providers) {
            if (models.modelOf(provider) != null) {
                attempts.remove(provider);
            } else if (isDue(provider) && (initial || history.hasArrivedSince(provider, startedAt))) {
                if (republished(provider)) {
                    later(provider);
                } else {
                    wanted.add(provider);
                }
            }
        }
        if (wanted.isEmpty()) {
            return;
        }
        for (ProviderResult result : job.run(wanted).results()) {
            if (result.outcome() == TrainingOutcome.NOT_ENOUGH_EVENTS) {
                LOG.debug("{}", result);
            } else {
                LOG.info("{}", result);
                later(result.provider());
            }
        }
    }

    private boolean republished(String provider) throws SQLException {
        try {
            boolean known = registry.republish(provider, publisher);
            if (known) {
                LOG.info(
                        "The model of {} was in the registry and not on the models topic; published it again",
                        provider);
            }
            return known;
        } catch (ModelTopicException e) {
            LOG.warn("{}", e.getMessage());
            return true; // nor could a new one be published
        }
    }

    private boolean isDue(String provider) {
        Attempt last = attempts.get(provider);
        return last == null || !clock.instant().isBefore(last.retryAt());
    }

    private void later(String provider) {
        Attempt last = attempts.get(provider);
        Duration pause = last == null ? interval : last.pause().multipliedBy(2);
        if (pause.compareTo(LONGEST_PAUSE) > 0) {
            pause = LONGEST_PAUSE;
        }
        attempts.put(provider, new Attempt(clock.instant().plus(pause), pause));
    }

    /** Ends the watch; a training that is under way is finished first. */
    @Override
    public void close() {
        stopped.countDown();
        try {
            if (thread.isAlive()) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

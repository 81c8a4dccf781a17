package io.auditsphere.app.training;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains again and again: a run, then a wait, until it is told to stop. A database or broker that is away ends no
 * schedule: it is tried again sooner than the next run. Thread-safe.
 */
public final class TrainingSchedule {

    private static final Logger LOG = LoggerFactory.getLogger(TrainingSchedule.class);

    /** How soon a run is tried again that could not be made. */
    private static final Duration RETRY = Duration.ofMinutes(1);

    private final TrainingJob job;
    private final Duration every;
    private final Consumer<TrainingReport> reports;
    private final CountDownLatch stopped = new CountDownLatch(1);

    /**
     * A schedule.
     *
     * @param every time from the end of one run to the start of the next, positive
     * @param reports is given what came of each run
     */
    public TrainingSchedule(TrainingJob job, Duration every, Consumer<TrainingReport> reports) {
        if (every.toMillis() <= 0) {
            throw new IllegalArgumentException("--every: expected a positive duration, found " + every);
        }
        this.job = job;
        this.every = every;
        this.reports = reports;
    }

    /** Trains now and then every so often; returns when {@link #stop} was called or the thread is interrupted. */
    public void run() {
        boolean stop = false;
        while (!stop) {
            Duration wait = every;
            try {
                reports.accept(job.run());
            } catch (TrainerBusyException e) {
                LOG.info("{} The next try is in {}.", e.getMessage(), RETRY);
                wait = RETRY;
            } catch (SQLException e) {
                LOG.warn("Training was not possible, the next try is in {}", RETRY, e);
                wait = RETRY;
            }
            if (wait.compareTo(every) > 0) {
                wait = every;
            }
            try {
                stop = stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                stop = true;
            }
        }
    }

    /** Ends the schedule; a run that is under way is finished first. */
    public void stop() {
        stopped.countDown();
    }
}

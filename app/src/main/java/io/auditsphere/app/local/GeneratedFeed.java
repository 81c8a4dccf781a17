package io.auditsphere.app.local;

import io.auditsphere.app.generate.Arrival;
import io.auditsphere.app.generate.AttackPlan;
import io.auditsphere.app.generate.EventGenerator;
import io.auditsphere.app.generate.GeneratorSettings;
import io.auditsphere.app.service.EventSender;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The generated organisation: a month that is learnt, the newest week at a multiple of its pace, then life as it
 * happens, with attacks in both.
 */
final class GeneratedFeed implements Feed {

    private static final Duration HISTORY = Duration.ofDays(28);
    private static final Duration REPLAYED = Duration.ofDays(7);
    /** At 300 times its pace, one every minute or so for somebody who watches. */
    private static final double ATTACKS_A_DAY = 4;
    /** When the first one that is sure to come begins, in the time of the log: three seconds after the replay's start. */
    private static final Duration FIRST_ATTACK = Duration.ofMinutes(15);

    private static final Duration LIVE_ATTACK_EVERY = Duration.ofMinutes(10);
    private static final int LIVE_ATTACKS = 144;
    private static final long SAVE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long LONGEST_WAIT_MS = 200;

    private final EventGenerator generator;
    private final LocalOptions options;
    private final Instant now;

    /**
     * @param now when the history ends; later, the newest week
     */
    GeneratedFeed(LocalOptions options, Instant now) {
        this.options = options;
        this.generator = new EventGenerator(
                GeneratorSettings.defaults().withUsers(options.users()).withSeed(options.seed()));
        this.now = now;
    }

    /** The domains of the organisation. */
    Iterable<String> ownDomains() {
        return generator.ownDomains();
    }

    @Override
    public String origin() {
        return "generated, " + options.users() + " users, seed " + options.seed();
    }

    @Override
    public String description() {
        return "the newest week at " + Math.round(options.speed()) + " times its pace, then events as they happen";
    }

    @Override
    public long learn(EventSender sender, Progress progress) {
        Instant to = now.minus(REPLAYED);
        Instant from = to.minus(HISTORY);
        Iterator<Arrival> arrivals = generator.arrivals(from, to, AttackPlan.none());
        long sent = 0;
        while (arrivals.hasNext()) {
            Arrival arrival = arrivals.next();
            sender.send(arrival.event(), true);
            sent++;
            if (sent % 500 == 0) {
                Duration passed = Duration.between(from, arrival.arrival());
                progress.at((double) passed.toMillis() / HISTORY.toMillis(), sent);
            }
        }
        sender.flush();
        return sent;
    }

    @Override
    public void run(EventSender sender, LocalState state, BooleanSupplier stop)
            throws IOException, InterruptedException {
        Instant earliest = now.minus(REPLAYED);
        // What was missed is replayed too, as far as a week back.
        Instant from =
                state.position().map(Instant::parse).filter(earliest::isBefore).orElse(earliest);
        ReplayClock clock = new ReplayClock(from, options.speed());
        Iterator<Arrival> arrivals = generator.arrivals(from, Instant.MAX, plan(from));
        long nextSave = System.nanoTime() + SAVE_NANOS;
        Instant sent = from;
        while (!stop.getAsBoolean()) {
            Arrival arrival = arrivals.next();
            for (long left = clock.millisUntil(arrival.arrival());
                    left > 0 && !stop.getAsBoolean();
                    left = clock.millisUntil(arrival.arrival())) {
                TimeUnit.MILLISECONDS.sleep(Math.min(left, LONGEST_WAIT_MS));
            }
            if (!stop.getAsBoolean()) {
                sender.send(arrival.event(), false);
                sent = arrival.arrival();
            }
            if (System.nanoTime() - nextSave > 0) {
                save(sender, state, sent);
                nextSave = System.nanoTime() + SAVE_NANOS;
            }
        }
        save(sender, state, sent);
    }

    private static void save(EventSender sender, LocalState state, Instant sent) throws IOException {
        sender.flush();
        state.position(sent.toString());
    }

    /** Attacks now and then, one soon after the start, and in live time one every few minutes. */
    private AttackPlan plan(Instant from) {
        AttackPlan plan = AttackPlan.perDay(ATTACKS_A_DAY).withDemonstrationAt(from.plus(FIRST_ATTACK));
        Duration gap = Duration.between(from, Instant.now());
        // The replay gains speed - 1 seconds a second on the present.
        long catchUpMs = options.speed() <= 1 ? 0 : (long) (gap.toMillis() / (options.speed() - 1));
        Instant live = Instant.now().plusMillis(catchUpMs).plusSeconds(60);
        for (int i = 0; i < LIVE_ATTACKS; i++) {
            plan = plan.withDemonstrationAt(live.plus(LIVE_ATTACK_EVERY.multipliedBy(i)));
        }
        return plan;
    }
}

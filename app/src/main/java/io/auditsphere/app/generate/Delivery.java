package io.auditsphere.app.generate;

import java.util.SplittableRandom;

/**
 * When events get here. Each provider's feed has a delay of its own (seconds at Box, minutes at Microsoft and Google,
 * whose documentation speaks of up to hours), Microsoft's and Google's have stragglers, and now and then a feed stops
 * and catches up. One event in 25 is delivered again, mostly soon, some a day or more later: collectors restart from
 * their last checkpoint.
 */
final class Delivery {

    /** The longest that a first delivery takes. */
    static final long MAX_DELAY_MS = 90 * 60_000L;

    /** The longest that a redelivery comes after the first. */
    static final long MAX_REDELIVERY_MS = 3 * LocalDay.DAY_MS;

    static final double DUPLICATE_SHARE = 0.04;

    private static final double STOPS_A_DAY = 0.35;

    private final long seed;

    Delivery(long seed) {
        this.seed = seed;
    }

    /** When the event arrives for the first time, milliseconds since the epoch. */
    long arrival(String provider, long timeMs, SplittableRandom random) {
        long delay = delay(provider, random);
        long stopped = stoppedUntil(provider, timeMs);
        if (stopped > timeMs + delay) {
            delay = stopped - timeMs + random.nextInt(120_000);
        }
        return timeMs + Math.min(delay, MAX_DELAY_MS);
    }

    private static long delay(String provider, SplittableRandom random) {
        boolean slow = provider.equals(Vocabulary.MICROSOFT) || provider.equals(Vocabulary.GOOGLE);
        if (slow && random.nextDouble() < 0.04) {
            return 15 * 60_000L + (long) (random.nextDouble() * 75 * 60_000L);
        }
        double medianMs = switch (provider) {
            case Vocabulary.MICROSOFT -> 200_000;
            case Vocabulary.GOOGLE -> 120_000;
            case Vocabulary.BOX -> 15_000;
            default -> 40_000;
        };
        return (long) Draws.lognormal(random, medianMs, 0.6);
    }

    /** The end of the stop that the provider's feed is in at this time, or 0. */
    private long stoppedUntil(String provider, long timeMs) {
        long day = Math.floorDiv(timeMs, LocalDay.DAY_MS);
        SplittableRandom random = Draws.of(seed, Draws.Purpose.BACKLOG, provider.hashCode(), day);
        if (random.nextDouble() >= STOPS_A_DAY) {
            return 0;
        }
        long start = day * LocalDay.DAY_MS + (long) (random.nextDouble() * (LocalDay.DAY_MS - MAX_DELAY_MS));
        long end = start + 20 * 60_000L + (long) (random.nextDouble() * 65 * 60_000L);
        return timeMs >= start && timeMs < end ? end : 0;
    }

    /** When the event arrives again after its first arrival, or 0 for the 24 in 25 that do not. */
    long redelivery(long arrivalMs, SplittableRandom random) {
        if (random.nextDouble() >= DUPLICATE_SHARE) {
            return 0;
        }
        double kind = random.nextDouble();
        double minutes = kind < 0.5
                ? 0.2 + 10 * random.nextDouble()
                : kind < 0.88 ? 10 + 350 * random.nextDouble() : 360 + 3_900 * random.nextDouble();
        return arrivalMs + (long) (minutes * 60_000);
    }
}

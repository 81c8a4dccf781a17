package io.auditsphere.app.generate;

import java.util.SplittableRandom;

/**
 * Where all randomness comes from: a generator for each (seed, purpose, subject, day), so that what one person does on
 * one day depends on nothing else that was generated before it. Stateless.
 */
final class Draws {

    /** What a generator is for; two purposes never share a sequence. */
    enum Purpose {
        STAFF,
        TEAM,
        SITES,
        PERSON_DAY,
        EXPORT_DAY,
        SERVICE_DAY,
        CALENDAR,
        NETWORK,
        FILE,
        TASTE,
        EVENT_IDS,
        DELIVERY,
        BACKLOG,
        ATTACKS,
        DEMONSTRATION,
        PRIVATE_VPN,
        BOARD
    }

    private Draws() {}

    static SplittableRandom of(long seed, Purpose purpose, long subject, long day) {
        return new SplittableRandom(hash(seed, purpose, subject, day));
    }

    /** A well-mixed 64-bit number of the arguments. */
    static long hash(long seed, Purpose purpose, long subject, long day) {
        long h = mix(seed + 0x9E3779B97F4A7C15L * (purpose.ordinal() + 1));
        h = mix(h ^ (subject * 0xBF58476D1CE4E5B9L));
        return mix(h ^ (day * 0x94D049BB133111EBL));
    }

    /** A number in [0, 1) of the arguments. */
    static double share(long seed, Purpose purpose, long subject, long day) {
        return (hash(seed, purpose, subject, day) >>> 11) * 0x1.0p-53;
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). */
    static long mix(long z) {
        long x = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
        return x ^ (x >>> 31);
    }

    /** exp(N(ln median, sigma)): amounts of work spread over people and days like this. */
    static double lognormal(SplittableRandom random, double median, double sigma) {
        return median * Math.exp(sigma * random.nextGaussian());
    }

    /** A rank in [0, n) by a Zipf law with the exponent 1.05, by inverting its continuous form. */
    static int zipf(SplittableRandom random, int n) {
        double u = random.nextDouble();
        double top = Math.pow(n + 1.0, -0.05) - 1.0;
        return Math.min(n - 1, (int) (Math.pow(1.0 + u * top, -20.0) - 1.0));
    }

    /** A number of acts around a mean: Poisson for small means, its normal approximation over 30. */
    static int poisson(SplittableRandom random, double mean) {
        if (mean > 30.0) {
            return Math.max(0, (int) Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
        }
        double limit = Math.exp(-mean);
        double product = random.nextDouble();
        int count = 0;
        while (product > limit) {
            product *= random.nextDouble();
            count++;
        }
        return count;
    }

    static <T> T pick(SplittableRandom random, T[] choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** An index drawn in proportion to the weights. */
    static int weighted(SplittableRandom random, double[] weights) {
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        double left = random.nextDouble() * total;
        for (int i = 0; i < weights.length - 1; i++) {
            left -= weights[i];
            if (left < 0) {
                return i;
            }
        }
        return weights.length - 1;
    }
}

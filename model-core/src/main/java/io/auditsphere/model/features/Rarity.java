package io.auditsphere.model.features;

/**
 * Rarity in quarter bits: round(-4 × log2(share)), in whole-number arithmetic so that it is the same on every machine and
 * in every compiler tier.
 */
final class Rarity {

    /** What is rarer than one in 2^15 is as rare as it gets: 4 × 15. */
    static final int MAX = 60;

    private static final int FRACTION_BITS = 20;

    /** 2^(k/4 - 1/8) for k = 1..4, in 2^-20: the points at which rounding to a quarter bit turns over. */
    private static final long[] TURNS = {
        Math.round(1.0905077326652577 * (1 << FRACTION_BITS)),
        Math.round(1.2968395546510096 * (1 << FRACTION_BITS)),
        Math.round(1.5422108254079407 * (1 << FRACTION_BITS)),
        Math.round(1.8340080864093424 * (1 << FRACTION_BITS))
    };

    private Rarity() {}

    /**
     * The rarity of what makes up {@code part} of {@code whole}: 0 for all of it, {@link #MAX} for none.
     *
     * @param part weight of the thing, 0..whole
     * @param whole weight of everything, below 2^42; 0 where nothing is known, which is not rare
     */
    static int of(long part, long whole) {
        if (whole <= 0 || part >= whole) {
            return 0;
        }
        if (part <= 0) {
            return MAX;
        }
        long ratio = (whole << FRACTION_BITS) / part;
        int octave = 63 - Long.numberOfLeadingZeros(ratio) - FRACTION_BITS;
        long mantissa = ratio >> octave;
        int quarters = 0;
        while (quarters < TURNS.length && mantissa >= TURNS[quarters]) {
            quarters++;
        }
        return Math.min(MAX, 4 * octave + quarters);
    }
}

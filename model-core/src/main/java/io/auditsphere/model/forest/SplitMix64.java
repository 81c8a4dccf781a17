package io.auditsphere.model.forest;

/**
 * The forest's own random generator, so that a seed gives the same trees on every machine and JDK: the algorithms
 * behind {@code java.util.SplittableRandom} are not promised to stay as they are.
 *
 * <p>SplitMix64 (Steele, Lea & Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014): a counter in
 * steps of the golden ratio, mixed by Stafford's variant 13. Not thread-safe.
 */
final class SplitMix64 {

    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

    private long state;

    SplitMix64(long seed) {
        this.state = seed;
    }

    /** A generator for the task of this index: its stream does not depend on how many other tasks there are. */
    static SplitMix64 forTask(long seed, int index) {
        return new SplitMix64(new SplitMix64(seed + index * GOLDEN_RATIO).nextLong());
    }

    long nextLong() {
        state += GOLDEN_RATIO;
        long mixed = state;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /** Uniform in 0..bound − 1; the bias of the multiplication is under bound/2^32, far below what a forest can see. */
    int nextInt(int bound) {
        return (int) (((nextLong() >>> 32) * bound) >>> 32);
    }

    /** Uniform in [0, 1) with 53 bits. */
    double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }
}

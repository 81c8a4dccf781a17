package io.auditsphere.app.local.bench;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Draws 0..n−1 with probability proportional to 1/(i + 1): a few accounts make most of an audit log. Immutable,
 * thread-safe.
 */
final class ZipfLaw {

    private final double[] cumulative;

    ZipfLaw(int size) {
        cumulative = new double[size];
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += 1.0 / (i + 1);
            cumulative[i] = sum;
        }
    }

    int size() {
        return cumulative.length;
    }

    int draw(RandomGenerator random) {
        double at = random.nextDouble() * cumulative[cumulative.length - 1];
        int found = Arrays.binarySearch(cumulative, at);
        return Math.min(cumulative.length - 1, found < 0 ? -found - 1 : found + 1);
    }
}

package io.auditsphere.model.forest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceSearchTest {

    /** Against counting the thresholds one by one: any number of features and of thresholds, equal ones too. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void countsTheThresholdsThatAValueLiesOver(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int width = random.nextInt(1, 12);
        float[][] thresholds = new float[width][];
        int[][] sorted = new int[width][];
        for (int feature = 0; feature < width; feature++) {
            float[] of = new float[random.nextInt(1, 1 << random.nextInt(1, 9))];
            for (int i = 0; i < of.length; i++) {
                of[i] = random.nextBoolean()
                        ? random.nextInt(-20, 20)
                        : (float) Math.exp(random.nextDouble() * 80 - 40);
            }
            thresholds[feature] = of;
            sorted[feature] = IntStream.range(0, of.length)
                    .map(i -> PlaceSearch.sortable(of[i] + 0.0f))
                    .sorted()
                    .toArray();
        }
        PlaceSearch search = new PlaceSearch(IntStream.range(0, width).toArray(), sorted);
        int[] places = new int[search.room()];
        float[] row = new float[width];
        for (int round = 0; round < 500; round++) {
            for (int feature = 0; feature < width; feature++) {
                row[feature] = value(random, thresholds[feature]);
            }
            search.places(row, 0, places);
            for (int feature = 0; feature < width; feature++) {
                int over = 0;
                for (float threshold : thresholds[feature]) {
                    over += row[feature] > threshold ? 1 : 0;
                }
                assertThat(places[feature])
                        .as("%s among %d thresholds", row[feature], thresholds[feature].length)
                        .isEqualTo(over);
            }
        }
    }

    private static float value(SplittableRandom random, float[] thresholds) {
        float near = thresholds[random.nextInt(thresholds.length)];
        return switch (random.nextInt(6)) {
            case 0 -> near;
            case 1 -> Math.nextUp(near);
            case 2 -> Math.nextDown(near);
            case 3 -> random.nextBoolean() ? Float.MAX_VALUE : -Float.MAX_VALUE;
            case 4 -> random.nextBoolean() ? 0.0f : -0.0f;
            default -> random.nextInt(-30, 30);
        };
    }
}

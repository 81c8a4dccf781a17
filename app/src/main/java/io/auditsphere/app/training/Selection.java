package io.auditsphere.app.training;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** Which places of a sample are fitted, in their order of arrival. Not changed once made. */
final class Selection {

    private static final int NEWEST_DIVISOR = 10;

    private final ObservationSample sample;
    private final int[] all;
    private final int[] people;
    private final int[] services;
    private final boolean learningIncluded;

    private Selection(ObservationSample sample, int[] all, boolean learningIncluded) {
        this.sample = sample;
        this.all = all;
        this.services = Arrays.stream(all)
                .filter(place -> sample.observation(place).service())
                .toArray();
        this.people = Arrays.stream(all)
                .filter(place -> !sample.observation(place).service())
                .toArray();
        this.learningIncluded = learningIncluded;
    }

    /**
     * What came after the warm-up, of users with a baseline; where that leaves too few, users' learning periods as well,
     * and then the warm-up.
     */
    static Selection of(HistoryReplay replay, TrainingSettings settings) {
        ObservationSample sample = replay.sample();
        long warmMs = settings.warmMs(replay);
        Selection established = where(
                sample,
                place -> sample.observation(place).timeMs() >= warmMs
                        && !sample.observation(place).learning()
                        && !sample.observation(place).beyondHorizon(),
                false);
        if (established.count() >= settings.minEvents()) {
            return established;
        }
        Selection warm = where(sample, place -> sample.observation(place).timeMs() >= warmMs, true);
        return warm.count() >= settings.minEvents() ? warm : where(sample, place -> true, true);
    }

    private static Selection where(ObservationSample sample, IntPredicate wanted, boolean learningIncluded) {
        int[] places = new int[sample.size()];
        int size = 0;
        for (int place = 0; place < places.length; place++) {
            if (wanted.test(place)) {
                places[size++] = place;
            }
        }
        return new Selection(sample, Arrays.copyOf(places, size), learningIncluded);
    }

    /** The newest tenth of it, at least one row. */
    Selection newest() {
        return new Selection(sample, Arrays.copyOfRange(all, all.length - newestCount(), all.length), learningIncluded);
    }

    /** All but the newest tenth. */
    Selection older() {
        return new Selection(sample, Arrays.copyOf(all, all.length - newestCount()), learningIncluded);
    }

    private int newestCount() {
        return (all.length + NEWEST_DIVISOR - 1) / NEWEST_DIVISOR;
    }

    ObservationSample sample() {
        return sample;
    }

    int count() {
        return all.length;
    }

    /** Read only. */
    int[] all() {
        return all;
    }

    /** Read only. */
    int[] people() {
        return people;
    }

    /** Read only. */
    int[] services() {
        return services;
    }

    /** Whether learning periods had to be taken. */
    boolean learningIncluded() {
        return learningIncluded;
    }

    long firstMs() {
        return Arrays.stream(all)
                .mapToLong(place -> sample.observation(place).timeMs())
                .min()
                .orElseThrow();
    }

    long lastMs() {
        return Arrays.stream(all)
                .mapToLong(place -> sample.observation(place).timeMs())
                .max()
                .orElseThrow();
    }

    /** How long it is, in days; under a day counts as one. */
    double days() {
        return AlertCalibration.days(firstMs(), lastMs());
    }
}

package io.auditsphere.app.training;

import io.auditsphere.model.features.Observation;
import io.auditsphere.schemas.AnomalyType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The observations of a history of any length in bounded memory, in the order in which they came. While there is room
 * all are kept. When there is none, half of all (user, day) pairs are dropped with everything that happened in them, and
 * from then on only the others are taken; and again, as often as needed. What is kept is decided by a hash of user and
 * day, so that the same history gives the same sample.
 *
 * <p>Whole days of a user, not single events, since episodes are to be counted in what is kept: a finding is an hour
 * and more of one user, and thinned events would tear it to pieces. Counts of episodes are multiplied by
 * {@link #scale()}. Of one user's day at most a fiftieth of the capacity is kept, so that a busy service account does
 * not fill it alone.
 *
 * <p>Mutable, for one thread.
 */
final class ObservationSample {

    private static final long DAY_MS = 86_400_000L;

    private static final int DAY_DIVISOR = 50;

    private final int capacity;
    private final int capacityOfDay;
    private final Map<Long, Integer> sizeOfDay = new HashMap<>();
    private Observation[] observations = new Observation[1024];
    private long[] users = new long[1024];
    private byte[] mutedTypes = new byte[1024];
    private int size;
    private long mask;

    ObservationSample(int capacity) {
        this.capacity = capacity;
        this.capacityOfDay = Math.max(1, capacity / DAY_DIVISOR);
    }

    /** Takes an observation of which no type is muted, or not. */
    void add(Observation observation, long user) {
        add(observation, user, 0);
    }

    /**
     * Takes an observation, or not.
     *
     * @param muted of which types a finding of the forest with it would be muted, a bit for each of the seven
     */
    void add(Observation observation, long user, int muted) {
        long day = day(observation, user);
        if ((day & mask) != 0 || sizeOfDay.merge(day, 1, Integer::sum) > capacityOfDay) {
            return;
        }
        while (size == capacity) {
            halve();
        }
        if ((day & mask) != 0) {
            return;
        }
        if (size == observations.length) {
            int length = Math.min(capacity, size * 2);
            observations = Arrays.copyOf(observations, length);
            users = Arrays.copyOf(users, length);
            mutedTypes = Arrays.copyOf(mutedTypes, length);
        }
        observations[size] = observation;
        mutedTypes[size] = (byte) muted;
        users[size++] = user;
    }

    private void halve() {
        mask = mask << 1 | 1;
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if ((day(observations[i], users[i]) & mask) == 0) {
                observations[kept] = observations[i];
                mutedTypes[kept] = mutedTypes[i];
                users[kept++] = users[i];
            }
        }
        Arrays.fill(observations, kept, size, null);
        size = kept;
        sizeOfDay.keySet().removeIf(day -> (day & mask) != 0);
    }

    private static long day(Observation observation, long user) {
        return Hash64.mix(user + Hash64.mix(Math.floorDiv(observation.timeMs(), DAY_MS)));
    }

    int size() {
        return size;
    }

    Observation observation(int index) {
        return observations[index];
    }

    /** The hash of the user whose event it was. */
    long user(int index) {
        return users[index];
    }

    /** Whether a finding of the forest of this type, with this observation, would be muted. */
    boolean isMuted(int index, AnomalyType type) {
        return (mutedTypes[index] & 1 << type.ordinal()) != 0;
    }

    /** How many (user, day) pairs of the history stand behind each that was kept: 1, 2, 4, … */
    long scale() {
        return mask + 1;
    }
}

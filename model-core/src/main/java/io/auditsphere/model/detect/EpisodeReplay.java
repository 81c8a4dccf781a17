package io.auditsphere.model.detect;

import io.auditsphere.schemas.AnomalyType;

/**
 * The episodes of one user while history is replayed: says of each strange act whether it would have opened a finding,
 * by the same {@link EpisodeRule} and with the same memory as live scoring. What turns a budget of openings a day into a
 * threshold counts with this.
 *
 * <p>Mutable, for one thread, reusable through {@link #reset}.
 */
public final class EpisodeReplay implements EpisodeRule.Episodes {

    private final EpisodeRule rule;
    private final AnomalyType[] types = new AnomalyType[EpisodeRule.MAX_REMEMBERED];
    private final long[] firstMs = new long[EpisodeRule.MAX_REMEMBERED];
    private final long[] lastMs = new long[EpisodeRule.MAX_REMEMBERED];
    private int size;

    /** A user without episodes. */
    public EpisodeReplay(EpisodeRule rule) {
        this.rule = rule;
    }

    /** Forgets all episodes: the next act is another user's first. */
    public void reset() {
        size = 0;
    }

    /**
     * Takes the next strange act in order of arrival.
     *
     * @param timeMs its event time, in milliseconds since the epoch
     * @return whether it opens an episode, which is one alert
     */
    public boolean opens(AnomalyType type, long timeMs) {
        int index = rule.place(this, type, timeMs);
        if (index == EpisodeRule.OPENS) {
            open(type, timeMs);
            return true;
        }
        firstMs[index] = Math.min(firstMs[index], timeMs);
        lastMs[index] = Math.max(lastMs[index], timeMs);
        return false;
    }

    private void open(AnomalyType type, long timeMs) {
        if (size == EpisodeRule.MAX_REMEMBERED) {
            remove(oldest());
        }
        types[size] = type;
        firstMs[size] = timeMs;
        lastMs[size] = timeMs;
        size++;
    }

    private int oldest() {
        int oldest = 0;
        for (int i = 1; i < size; i++) {
            if (lastMs[i] < lastMs[oldest]) {
                oldest = i;
            }
        }
        return oldest;
    }

    private void remove(int index) {
        int moved = size - index - 1;
        System.arraycopy(types, index + 1, types, index, moved);
        System.arraycopy(firstMs, index + 1, firstMs, index, moved);
        System.arraycopy(lastMs, index + 1, lastMs, index, moved);
        size--;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public AnomalyType type(int index) {
        return types[index];
    }

    @Override
    public long firstMs(int index) {
        return firstMs[index];
    }

    @Override
    public long lastMs(int index) {
        return lastMs[index];
    }
}

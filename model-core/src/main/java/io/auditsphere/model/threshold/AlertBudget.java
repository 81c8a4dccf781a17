package io.auditsphere.model.threshold;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * The alert threshold by budget: replays scored history and finds the lowest score whose findings stay within so many
 * openings a day. A finding is an episode of one user and one type: it opens with the first event at or over the
 * threshold and stays open until a quiet time has passed without another. A quantile of the scores is no such budget: one
 * weekly export is thousands of high scores, and a single finding.
 *
 * <p>Events are added in any order. Not thread-safe.
 */
public final class AlertBudget {

    /** The share of events, in openings, that is never exceeded. */
    public static final double MAX_SHARE_OF_EVENTS = 0.001;

    private final long quietMs;
    private int count;
    private long[] users = new long[1024];
    private int[] types = new int[1024];
    private long[] times = new long[1024];
    private double[] scores = new double[1024];

    /** An empty history; {@code quiet} is the time without events after which a finding closes (an hour by default). */
    public AlertBudget(Duration quiet) {
        this.quietMs = quiet.toMillis();
    }

    /**
     * Adds one event of the history.
     *
     * @param userHash a hash of the user key: 64 bits, so that no two users of one installation meet
     * @param type the ordinal of the anomaly type that the event would have had
     * @param timeMs event time
     * @param score the forest's score
     */
    public void add(long userHash, int type, long timeMs, double score) {
        if (Double.isNaN(score)) {
            throw new IllegalArgumentException("the score of event " + count + " is NaN");
        }
        if (count == users.length) {
            int capacity = Math.multiplyExact(count, 2);
            users = Arrays.copyOf(users, capacity);
            types = Arrays.copyOf(types, capacity);
            times = Arrays.copyOf(times, capacity);
            scores = Arrays.copyOf(scores, capacity);
        }
        users[count] = userHash;
        types[count] = type;
        times[count] = timeMs;
        scores[count++] = score;
    }

    /** The number of events so far. */
    public int events() {
        return count;
    }

    /**
     * What a threshold would have done to the history.
     *
     * @param threshold scores at or over it open findings
     * @param openingsPerDay findings opened a day, on average over the history
     * @param shareOfEvents findings opened, as a share of all events
     */
    public record Calibration(double threshold, double openingsPerDay, double shareOfEvents) {}

    /**
     * The lowest threshold at which, and over which, the history opens no more than {@code openingsPerDay} findings a
     * day and {@link #MAX_SHARE_OF_EVENTS} of its events. A history shorter than a day counts as a day. If even the
     * highest score is too common, the threshold lies just over it; with no events it is 1.
     */
    public Calibration within(double openingsPerDay) {
        if (count == 0) {
            return new Calibration(1, 0, 0);
        }
        double days = days();
        double allowed = Math.min(openingsPerDay * days, MAX_SHARE_OF_EVENTS * count);
        int[] order = byFallingScore();
        double threshold = Math.nextUp(scores[order[0]]);
        int openings = 0;
        Episodes episodes = new Episodes();
        int next = 0;
        while (next < count) {
            double level = scores[order[next]];
            while (next < count && scores[order[next]] == level) {
                episodes.add(order[next++]);
            }
            if (episodes.open > allowed) {
                break;
            }
            threshold = level;
            openings = episodes.open;
        }
        return new Calibration(threshold, openings / days, (double) openings / count);
    }

    /** What this threshold would have done to the history. */
    public Calibration at(double threshold) {
        Episodes episodes = new Episodes();
        for (int event = 0; event < count; event++) {
            if (scores[event] >= threshold) {
                episodes.add(event);
            }
        }
        return new Calibration(
                threshold, count == 0 ? 0 : episodes.open / days(), count == 0 ? 0 : (double) episodes.open / count);
    }

    private double days() {
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (int event = 0; event < count; event++) {
            first = Math.min(first, times[event]);
            last = Math.max(last, times[event]);
        }
        return Math.max(1, (double) (last - first) / Duration.ofDays(1).toMillis());
    }

    /** The events by falling score, by sorting the scores and dealing each event to its score's next free place. */
    private int[] byFallingScore() {
        double[] ascending = Arrays.copyOf(scores, count);
        Arrays.sort(ascending);
        int[] taken = new int[count];
        int[] order = new int[count];
        for (int event = 0; event < count; event++) {
            int first = firstAtOrOver(ascending, scores[event]);
            order[count - 1 - (first + taken[first]++)] = event;
        }
        return order;
    }

    private static int firstAtOrOver(double[] ascending, double score) {
        int low = 0;
        int high = ascending.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ascending[middle] >= score) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private record Subject(long user, int type) {}

    /** The episodes of the events added so far, whatever the order they come in. */
    private final class Episodes {
        private final Map<Subject, TreeSet<Long>> timesBySubject = new HashMap<>();
        private int open;

        void add(int event) {
            TreeSet<Long> episodeTimes =
                    timesBySubject.computeIfAbsent(new Subject(users[event], types[event]), any -> new TreeSet<>());
            long time = times[event];
            if (!episodeTimes.add(time)) {
                return;
            }
            Long before = episodeTimes.lower(time);
            Long after = episodeTimes.higher(time);
            boolean joinsBefore = before != null && time - before <= quietMs;
            boolean joinsAfter = after != null && after - time <= quietMs;
            boolean wereOne = before != null && after != null && after - before <= quietMs;
            if (!joinsBefore && !joinsAfter) {
                open++;
            } else if (joinsBefore && joinsAfter && !wereOne) {
                open--;
            }
        }
    }
}

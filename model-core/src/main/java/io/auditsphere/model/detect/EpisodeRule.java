package io.auditsphere.model.detect;

import io.auditsphere.schemas.AnomalyType;
import java.time.Duration;

/**
 * Decides whether an act that a detector calls strange joins an episode of its user or opens a new one. Live scoring and
 * the replay that turns a budget of alerts into a threshold both ask here, so that what was budgeted is what opens.
 *
 * <p>An episode covers an event time {@code t} if {@code first - quiet <= t <= last + quiet}; a late event therefore
 * joins the episode that it belongs to in time and not the one that happens to be the newest. Of the episodes of one
 * user and one detector that cover {@code t},
 *
 * <ol>
 *   <li>one of the same type is joined (the nearest in time if there are several);
 *   <li>else, if fewer than {@code typesAtOnce} cover it, a new one of this type opens;
 *   <li>else the nearest one is joined, whatever its type.
 * </ol>
 *
 * <p>The third rule is there for what one break-in looks like to a forest: its events are by turns a new country, an odd
 * hour, a large volume and a sensitive act. Each of the first {@code typesAtOnce} aspects is worth an alert of its own,
 * further ones only make the findings that are there longer, and a storm of six is impossible. With {@code typesAtOnce}
 * 1 the type plays no part, which is the rule of every detector but the forest.
 *
 * <table>
 *   <caption>quiet 1 h, two types at once</caption>
 *   <tr><th>time</th><th>type</th><th>what happens</th></tr>
 *   <tr><td>10:00</td><td>suspicious_location</td><td>opens A</td></tr>
 *   <tr><td>10:10</td><td>unusual_timing</td><td>opens B</td></tr>
 *   <tr><td>10:40</td><td>suspicious_location</td><td>joins A</td></tr>
 *   <tr><td>10:45</td><td>unusual_volume</td><td>joins A: two are open, A is the nearest</td></tr>
 *   <tr><td>10:05 (late)</td><td>unusual_timing</td><td>joins B, which begins 10:05 from now on</td></tr>
 *   <tr><td>13:00</td><td>suspicious_location</td><td>opens C: A was over at 11:45</td></tr>
 * </table>
 *
 * <p>Immutable and thread-safe.
 *
 * @param quietMs how long an episode may be silent before it is over, in milliseconds, positive
 * @param typesAtOnce how many episodes of different types one user may have at the same time, at least 1
 */
public record EpisodeRule(long quietMs, int typesAtOnce) {

    /** What {@link #place} answers when a new episode begins. */
    public static final int OPENS = -1;

    /**
     * How many types of the forest's findings a user may have open at once. Three leave room for how an account was
     * entered, what was done with it and how much of it; there are six.
     */
    public static final int FOREST_TYPES_AT_ONCE = 3;

    /** How many episodes of one user are remembered, all detectors together, so that his state stays bounded. */
    public static final int MAX_REMEMBERED = 12;

    public EpisodeRule {
        if (quietMs <= 0) {
            throw new IllegalArgumentException("The quiet time of an episode must be positive, not " + quietMs + " ms");
        }
        if (typesAtOnce < 1) {
            throw new IllegalArgumentException("At least one type must be allowed at once, not " + typesAtOnce);
        }
    }

    /** The rule of the forest's own findings. */
    public static EpisodeRule forest(Duration quiet) {
        return new EpisodeRule(quiet.toMillis(), FOREST_TYPES_AT_ONCE);
    }

    /** The rule of every other detector: one episode of a user at a time, whatever its type. */
    public static EpisodeRule detector(Duration quiet) {
        return new EpisodeRule(quiet.toMillis(), 1);
    }

    /** The episodes of one user and one detector, in any fixed order; the index is the caller's own. */
    public interface Episodes {
        /** How many there are. */
        int size();

        /** The type that the episode opened with. */
        AnomalyType type(int index);

        /** Event time of its earliest event, in milliseconds since the epoch. */
        long firstMs(int index);

        /** Event time of its latest event, in milliseconds since the epoch. */
        long lastMs(int index);
    }

    /**
     * Where a strange act belongs.
     *
     * @param timeMs the act's event time, in milliseconds since the epoch
     * @return the index of the episode that it joins, or {@link #OPENS}
     */
    public int place(Episodes episodes, AnomalyType type, long timeMs) {
        int covering = 0;
        int nearest = OPENS;
        int nearestOfType = OPENS;
        for (int i = 0; i < episodes.size(); i++) {
            if (!covers(episodes.firstMs(i), episodes.lastMs(i), timeMs)) {
                continue;
            }
            covering++;
            nearest = nearer(episodes, nearest, i, timeMs);
            if (episodes.type(i) == type) {
                nearestOfType = nearer(episodes, nearestOfType, i, timeMs);
            }
        }
        if (nearestOfType != OPENS) {
            return nearestOfType;
        }
        return covering < typesAtOnce ? OPENS : nearest;
    }

    /** Whether an episode from {@code firstMs} to {@code lastMs} covers this event time. */
    public boolean covers(long firstMs, long lastMs, long timeMs) {
        return timeMs >= firstMs - quietMs && timeMs <= lastMs + quietMs;
    }

    /** Ties go to the lower index, which is the older episode. */
    private static int nearer(Episodes episodes, int best, int candidate, long timeMs) {
        if (best == OPENS) {
            return candidate;
        }
        return distance(episodes, candidate, timeMs) < distance(episodes, best, timeMs) ? candidate : best;
    }

    private static long distance(Episodes episodes, int index, long timeMs) {
        return Math.max(0, Math.max(episodes.firstMs(index) - timeMs, timeMs - episodes.lastMs(index)));
    }
}

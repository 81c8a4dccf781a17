package io.auditsphere.app.local.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What a soak has shown of what is promised about the size of state, in words. Immutable. */
final class SoakVerdict {

    /** Over this last part of the run, */
    static final int LAST_DAYS = 20;
    /** the live bytes of all users may grow by so much, for it to be called a plateau. */
    static final double MOST_GROWTH = 0.05;

    /** {@code topology --estimate} is to be this near to what is live. */
    static final double ESTIMATE_WITHIN = 0.30;

    /**
     * What was found when the stream had been ended in order.
     *
     * @param day days of event time since the beginning
     * @param known users with an entry in any of their stores
     * @param active users with an event within {@code state.ttl}: all of them must be known
     * @param missing of those, how many are not known
     * @param overdue users known who were silent for longer than is promised
     * @param liveBytes keys and values of all users
     * @param diskBytes what their stores take on disk
     */
    record Look(int day, int known, int active, int missing, int overdue, long liveBytes, long diskBytes) {}

    private final List<Look> looks;
    private final Duration kept;
    private final double estimatedMean;

    /**
     * A verdict on these looks.
     *
     * @param looks in the order of their days, at least one
     * @param kept the longest silence after which a user may be known
     * @param estimatedMean live bytes of a user on average, as estimated
     */
    SoakVerdict(List<Look> looks, Duration kept, double estimatedMean) {
        this.looks = List.copyOf(looks);
        this.kept = kept;
        this.estimatedMean = estimatedMean;
    }

    /** All of it, a line each. */
    String text() {
        return plateau() + forgetting() + estimate();
    }

    private String plateau() {
        Look last = last();
        Look before = null;
        for (Look look : looks) {
            if (last.day - look.day >= LAST_DAYS) {
                before = look;
            }
        }
        if (before == null || before.day < kept.toDays()) {
            return line(
                    "Plateau: not shown, since the run is too short: the first users can be forgotten on day %d, and"
                            + " %d days must follow. Give --days %d or more.",
                    kept.toDays() + 1, LAST_DAYS, kept.toDays() + 1 + LAST_DAYS);
        }
        double growth = growth((double) last.liveBytes, (double) before.liveBytes);
        return line(
                "Plateau: %s. From day %d to day %d live bytes of all users grew by %.1f %% (at most %.0f %% is called a"
                        + " plateau), users known by %.1f %%, bytes of a user by %.1f %%.",
                yes(growth <= MOST_GROWTH),
                before.day,
                last.day,
                100 * growth,
                100 * MOST_GROWTH,
                100 * growth(last.known, before.known),
                100 * growth(mean(last), mean(before)));
    }

    private String forgetting() {
        int overdue = looks.stream().mapToInt(Look::overdue).max().orElse(0);
        int missing = looks.stream().mapToInt(Look::missing).max().orElse(0);
        Look last = last();
        return line(
                "Forgetting: %s. On the last day %d users are known and %d were active within state.ttl; on no day more than"
                        + " %d of those were missing, and no more than %d were known who had been silent for over %d h"
                        + " (state.ttl, late.horizon and a thirtieth of both).",
                yes(overdue == 0 && missing == 0), last.known, last.active, missing, overdue, kept.toHours());
    }

    private String estimate() {
        Look last = last();
        double apart = growth(mean(last), estimatedMean);
        return line(
                "Estimate: %s. A user takes %.0f B; topology --estimate would say %.0f B for users who act like these (found"
                        + " is %+.0f %%, at most %.0f %% apart is called right). On disk it is %.1f times what is live.",
                yes(Math.abs(apart) <= ESTIMATE_WITHIN),
                mean(last),
                estimatedMean,
                100 * apart,
                100 * ESTIMATE_WITHIN,
                (double) last.diskBytes / Math.max(1, last.liveBytes));
    }

    private Look last() {
        return looks.get(looks.size() - 1);
    }

    private static double mean(Look look) {
        return (double) look.liveBytes / Math.max(1, look.known);
    }

    private static double growth(double now, double before) {
        return now / Math.max(1, before) - 1;
    }

    private static String yes(boolean holds) {
        return holds ? "yes" : "NO";
    }

    private static String line(String format, Object... arguments) {
        return String.format(Locale.ROOT, format + "%n", arguments);
    }
}

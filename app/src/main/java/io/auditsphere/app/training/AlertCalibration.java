package io.auditsphere.app.training;

import io.auditsphere.model.detect.EpisodeReplay;
import io.auditsphere.model.detect.EpisodeRule;
import io.auditsphere.schemas.AnomalyType;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds the alert threshold of one population: the lowest score at which the replayed history opens no more findings than
 * its budget allows. What opens a finding is decided by the very rule of live scoring, {@link EpisodeRule}, over the
 * rows in their order of arrival; a quantile of the scores is no such budget, since a weekly export is a thousand high
 * scores and one finding.
 *
 * <p>What a suppression rule in force would have muted is no alert and costs nothing of the budget.
 *
 * <p>Only the highest {@value #MAX_CANDIDATES} rows are replayed: what a budget of alerts buys is far above them. The
 * number of openings falls as the threshold rises but for a few (an event between two episodes joins them), so that the
 * threshold can be searched for, and what is returned has been counted.
 *
 * @param threshold scores at or over it open findings
 * @param openingsPerDay findings that the history would have opened a day
 */
record AlertCalibration(double threshold, double openingsPerDay) {

    static final int MAX_CANDIDATES = 20_000;

    /** Openings are never more than this share of the events, whatever the budget allows. */
    static final double MAX_SHARE_OF_EVENTS = 0.001;

    private static final double DAY_MS = Duration.ofDays(1).toMillis();

    /**
     * Calibrates.
     *
     * @param scored the population's rows; with none the threshold is 1
     * @param types names each row's anomaly type
     * @param budgetPerDay findings a day that may open, not negative
     * @param scale how many events of the history each row stands for
     * @param days how long the history is, in days
     * @param quiet after how long a finding closes
     */
    static AlertCalibration within(
            ScoredRows scored, ScoredRows.Types types, double budgetPerDay, long scale, double days, Duration quiet) {
        if (scored.count() == 0) {
            return new AlertCalibration(1, 0);
        }
        double allowed = Math.min(budgetPerDay * days / scale, MAX_SHARE_OF_EVENTS * scored.count());
        Replay replay = new Replay(scored, types, EpisodeRule.forest(quiet));
        double[] levels = replay.levels();
        double threshold = Math.nextUp(replay.highest());
        int openings = 0;

        // Down from the highest level in growing steps until one is over the budget, then by halving in between: few
        // rows are ever replayed, and fewer have their type worked out.
        int within = levels.length;
        int over = -1;
        int step = 1;
        while (within - over > 1) {
            int level = over >= 0 ? (over + within) >>> 1 : Math.max(0, within - step);
            int opened = replay.openings(levels[level]);
            if (opened <= allowed) {
                within = level;
                threshold = levels[level];
                openings = opened;
                step *= 2;
            } else {
                over = level;
            }
            if (level == 0) {
                break;
            }
        }
        return new AlertCalibration(threshold, openings * scale / days);
    }

    /**
     * What a threshold that another rule chose comes to; arguments as for {@link #within}. Only the highest
     * {@value #MAX_CANDIDATES} rows count.
     */
    static AlertCalibration at(
            double threshold, ScoredRows scored, ScoredRows.Types types, long scale, double days, Duration quiet) {
        if (scored.count() == 0) {
            return new AlertCalibration(threshold, 0);
        }
        Replay replay = new Replay(scored, types, EpisodeRule.forest(quiet));
        return new AlertCalibration(threshold, replay.openings(threshold) * scale / days);
    }

    /** How long a history from the first to the last of these rows is, in days; under a day counts as one. */
    static double days(long firstMs, long lastMs) {
        return Math.max(1, (lastMs - firstMs) / DAY_MS);
    }

    /** The highest rows in their order of arrival. */
    private static final class Replay {

        private final ScoredRows scored;
        private final EpisodeRule rule;
        private final ScoredRows.Types typing;
        private final double highest;
        private final int[] candidates;
        private final AnomalyType[] types;

        Replay(ScoredRows scored, ScoredRows.Types types, EpisodeRule rule) {
            this.scored = scored;
            this.rule = rule;
            double[] ascending = scored.scores().clone();
            Arrays.sort(ascending);
            this.highest = ascending[ascending.length - 1];
            this.candidates = candidates(ascending);
            this.types = new AnomalyType[candidates.length];
            this.typing = types;
        }

        private int[] candidates(double[] ascending) {
            int first = Math.max(0, ascending.length - MAX_CANDIDATES);
            // Equal scores come in or stay out together.
            boolean tied = first > 0 && ascending[first - 1] == ascending[first];
            double floor = tied ? Math.nextUp(ascending[first]) : ascending[first];
            int[] found = new int[MAX_CANDIDATES];
            int size = 0;
            for (int row = 0; row < scored.count(); row++) {
                if (scored.scores()[row] >= floor) {
                    found[size++] = row;
                }
            }
            return Arrays.copyOf(found, size);
        }

        double highest() {
            return highest;
        }

        /** The distinct scores of the candidates, ascending. */
        double[] levels() {
            return Arrays.stream(candidates)
                    .mapToDouble(row -> scored.scores()[row])
                    .sorted()
                    .distinct()
                    .toArray();
        }

        int openings(double threshold) {
            Map<Long, EpisodeReplay> users = new HashMap<>();
            int opened = 0;
            for (int i = 0; i < candidates.length; i++) {
                int row = candidates[i];
                if (scored.scores()[row] >= threshold) {
                    if (types[i] == null) {
                        types[i] = typing.of(row);
                    }
                    EpisodeReplay episodes =
                            users.computeIfAbsent(scored.users()[row], user -> new EpisodeReplay(rule));
                    boolean opens = episodes.opens(types[i], scored.observations()[row].timeMs());
                    opened += opens && !scored.isMuted(row, types[i]) ? 1 : 0;
                }
            }
            return opened;
        }
    }
}

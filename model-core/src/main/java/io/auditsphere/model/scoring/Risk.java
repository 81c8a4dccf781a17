package io.auditsphere.model.scoring;

import io.auditsphere.schemas.Severity;

/**
 * One number for how bad a result is, and how bad the forest alone can make it.
 *
 * <p>The tail share of a score is the share of training scores at or over it: a share of 1 in 10 is 25 points of risk,
 * each further tenth 25 more. A signal is worth 40, 60, 80 or 95 points by its severity. The larger of the two counts.
 *
 * <p>The severity of the forest's own findings follows from the tail share alone, in the same steps: one event in 1,000
 * (75 points) is medium, one in 10,000 (100 points) is high, all above the alert threshold below that is low. The forest
 * never says critical: it knows what is rare, not what is wrong.
 */
final class Risk {

    static final double MEDIUM_TAIL_SHARE = 1e-3;
    static final double HIGH_TAIL_SHARE = 1e-4;

    private static final int MAX = 100;
    private static final double POINTS_A_TENTH = 25;

    private Risk() {}

    /**
     * The risk score, 0..100.
     *
     * @param tailShare in (0, 1]; NaN where there is no model
     * @param strongest severity of the strongest signal; null if there was none
     */
    static int score(double tailShare, Severity strongest) {
        double forest = Double.isNaN(tailShare) ? 0 : -POINTS_A_TENTH * Math.log10(tailShare);
        return (int) Math.min(MAX, Math.round(Math.max(forest, points(strongest))));
    }

    private static int points(Severity severity) {
        if (severity == null) {
            return 0;
        }
        return switch (severity) {
            case LOW -> 40;
            case MEDIUM -> 60;
            case HIGH -> 80;
            default -> 95;
        };
    }

    /** The severity of a finding that the forest opens or raises, from the tail share of its score. */
    static Severity forestSeverity(double tailShare) {
        if (tailShare <= HIGH_TAIL_SHARE) {
            return Severity.HIGH;
        }
        return tailShare <= MEDIUM_TAIL_SHARE ? Severity.MEDIUM : Severity.LOW;
    }
}

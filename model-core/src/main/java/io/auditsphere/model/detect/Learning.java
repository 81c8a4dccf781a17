package io.auditsphere.model.detect;

import io.auditsphere.schemas.LearningState;

/**
 * What a detector judges a user by. Immutable.
 *
 * @param state what it holds him against meanwhile; null where it judges him by his own baseline, or needs none
 * @param daysLeft days until it has what it needs, 1..{@value #MOST_DAYS}; 0 where it has it
 */
public record Learning(LearningState state, int daysLeft) {

    /** More days are not counted: whoever is so far from a baseline acts seldom. */
    public static final int MOST_DAYS = 365;

    /** He is judged by his own baseline, or the detector needs none, or does not judge the likes of him. */
    public static final Learning DONE = new Learning(null, 0);

    public Learning {
        if (state == null ? daysLeft != 0 : daysLeft < 1 || daysLeft > MOST_DAYS) {
            throw new IllegalArgumentException("A user who is learnt about has 1.." + MOST_DAYS
                    + " days left, one who is known 0, not " + daysLeft);
        }
    }

    /** It says nothing of him that needs a baseline, for so many days more; fewer than 1 is 1. */
    public static Learning learning(long daysLeft) {
        return new Learning(LearningState.LEARNING, days(daysLeft));
    }

    /** It holds him against what others do, for so many days more; fewer than 1 is 1. */
    public static Learning peers(long daysLeft) {
        return new Learning(LearningState.PEERS, days(daysLeft));
    }

    /** Whether nothing is left to be learnt. */
    public boolean isDone() {
        return state == null;
    }

    private static int days(long daysLeft) {
        return (int) Math.max(1, Math.min(MOST_DAYS, daysLeft));
    }
}

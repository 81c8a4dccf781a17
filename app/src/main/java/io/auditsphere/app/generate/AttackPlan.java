package io.auditsphere.app.generate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Which attacks a span of generated time holds. Normal life is the same, event for event, whatever the plan.
 *
 * @param perDay attacks a day on average, the seven categories in turn; 0 for none
 * @param demonstrations instants at which a plain attack begins without fail, for somebody who watches; the first is a
 *     mass download, later ones go through the other categories
 */
public record AttackPlan(double perDay, List<Instant> demonstrations) {

    /** The share of victims a day of a tenth of the staff, which keeps attacks on one person a week apart. */
    static final int VICTIM_CYCLE_DAYS = 7;

    /** Checks the range; throws {@link IllegalArgumentException} with what is allowed. */
    public AttackPlan {
        if (!(perDay >= 0 && perDay <= 1_000)) {
            throw new IllegalArgumentException("attacks a day are " + perDay + "; give 0 to 1000");
        }
        demonstrations = List.copyOf(demonstrations);
    }

    /** No attacks at all. */
    public static AttackPlan none() {
        return new AttackPlan(0, List.of());
    }

    /** So many a day, each category as often as the others. */
    public static AttackPlan perDay(double attacks) {
        return new AttackPlan(attacks, List.of());
    }

    /** The same, and one that begins at the instant. */
    public AttackPlan withDemonstrationAt(Instant instant) {
        List<Instant> all = new ArrayList<>(demonstrations);
        all.add(instant);
        return new AttackPlan(perDay, all);
    }
}

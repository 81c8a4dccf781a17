package io.auditsphere.model.features;

import io.auditsphere.schemas.OperationCategory;

/**
 * What a user's own maximum of 28 days is kept of: four volumes and, for each category of operation, its burst. Plain
 * numbers, because they index arrays on the path of every event.
 */
final class Measure {

    /** Events in an hour. */
    static final int EVENTS_1H = 0;
    /** Events in 24 hours. */
    static final int EVENTS_24H = 1;
    /** Distinct sites in 24 hours. */
    static final int SITES = 2;
    /** Distinct operations in 24 hours. */
    static final int OPERATIONS = 3;
    /** Distinct resources of category 0 in 10 minutes; the other categories follow. */
    static final int FIRST_BURST = 4;

    /** How many measures there are. */
    static final int COUNT = FIRST_BURST + OperationCategory.values().length;

    /** Below these a maximum says nothing: 5 events after a maximum of 1 are no multiple of anything. */
    private static final int[] FLOORS = {10, 20, 5, 5};

    private static final int BURST_FLOOR = 10;

    private Measure() {}

    /** The burst of this category. */
    static int burstOf(OperationCategory category) {
        return FIRST_BURST + Acts.number(category);
    }

    /** The least that this measure is compared with. */
    static int floor(int measure) {
        return measure < FIRST_BURST ? FLOORS[measure] : BURST_FLOOR;
    }
}

package io.auditsphere.model.features;

/**
 * How much of a user's activity falls in business hours of each candidate zone: sixteenths of a half hour, less a
 * sixteenth for each day that is folded in, so that about the latest two weeks of activity count. Mutable, for one thread.
 */
final class ZoneVotes {

    private static final int GAIN = 16;
    private static final int HALF_HOURS = 48;
    private static final long HALF_HOUR_MS = 30 * 60_000L;

    private int size;
    private final int[] zones = new int[FeatureSettings.MAX_ZONES];
    private final int[] votes = new int[FeatureSettings.MAX_ZONES];

    /**
     * Counts one day.
     *
     * @param day the day, in the zone {@code own}
     * @param halfHours its active half hours
     */
    void addDay(int day, long halfHours, ZoneClock own, ZoneClock[] candidates, WorkCalendar calendar) {
        long midnightMs = day * CivilTime.MS_PER_DAY;
        long startMs = midnightMs - (own.localMs(midnightMs) - midnightMs);
        int[] before = votes.clone();
        int[] zonesBefore = zones.clone();
        int sizeBefore = size;
        size = candidates.length;
        for (int i = 0; i < size; i++) {
            int kept = 0;
            for (int j = 0; j < sizeBefore; j++) {
                kept = zonesBefore[j] == candidates[i].id() ? before[j] : kept;
            }
            zones[i] = candidates[i].id();
            votes[i] = kept
                    - (kept + GAIN - 1) / GAIN
                    + GAIN * businessHalfHours(startMs, halfHours, candidates[i], calendar);
        }
    }

    /** The candidate with the most votes if it has a quarter more than this one, else this one. */
    ZoneClock better(ZoneClock current, ZoneClock[] candidates) {
        int best = 0;
        int ofCurrent = 0;
        for (int i = 0; i < size; i++) {
            best = votes[i] > votes[best] ? i : best;
            ofCurrent = zones[i] == current.id() ? votes[i] : ofCurrent;
        }
        return size == candidates.length && 4L * votes[best] > 5L * ofCurrent ? candidates[best] : current;
    }

    void write(StateWriter out) {
        out.writeUnsigned(size);
        for (int i = 0; i < size; i++) {
            out.writeInt(zones[i]);
            out.writeUnsigned(votes[i]);
        }
    }

    static ZoneVotes read(StateReader in) {
        ZoneVotes read = new ZoneVotes();
        read.size = in.readLength(FeatureSettings.MAX_ZONES, Integer.BYTES + 1);
        for (int i = 0; i < read.size; i++) {
            read.zones[i] = in.readInt();
            read.votes[i] = in.readSmall();
        }
        return read;
    }

    private static int businessHalfHours(long startMs, long halfHours, ZoneClock zone, WorkCalendar calendar) {
        int hits = 0;
        for (int i = 0; i < HALF_HOURS; i++) {
            if (((halfHours >>> i) & 1) != 0) {
                long localMs = zone.localMs(startMs + i * HALF_HOUR_MS);
                hits += calendar.isBusiness(CivilTime.dayOf(localMs), CivilTime.minuteOf(localMs)) ? 1 : 0;
            }
        }
        return hits;
    }
}

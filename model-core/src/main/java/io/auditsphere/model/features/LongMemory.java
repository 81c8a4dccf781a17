package io.auditsphere.model.features;

/**
 * The part of a user's history that only a finished day changes: maxima by day, hours of the week, votes on his zone. It
 * is kept as bytes until somebody asks, since most events do not. Mutable, for one thread.
 */
final class LongMemory {

    private static final int HOURS_PER_DAY = 24;

    private byte[] bytes;
    private int dayBase;
    private SlidingMaxima maxima;
    private HoursOfWeek hours;
    private ZoneVotes votes;

    /** An empty memory. */
    LongMemory() {
        maxima = new SlidingMaxima();
        hours = new HoursOfWeek();
        votes = new ZoneVotes();
    }

    private LongMemory(byte[] bytes, int dayBase) {
        this.bytes = bytes;
        this.dayBase = dayBase;
    }

    /** A memory from its stored form, which is read when it is needed. */
    static LongMemory of(byte[] bytes, int dayBase) {
        return new LongMemory(bytes, dayBase);
    }

    SlidingMaxima maxima() {
        open();
        return maxima;
    }

    HoursOfWeek hours() {
        open();
        return hours;
    }

    ZoneVotes votes() {
        open();
        return votes;
    }

    /** What an hour of the day, 0..23, weighs in the habit, all days of the week together. Does not keep what it opens. */
    int weightOfHour(int hour) {
        HoursOfWeek read = hours;
        if (bytes != null) {
            StateReader in = new StateReader("user history, long memory", bytes);
            SlidingMaxima.read(in, dayBase);
            read = HoursOfWeek.read(in);
        }
        int weight = 0;
        for (int index = hour; index < HoursOfWeek.HOURS; index += HOURS_PER_DAY) {
            weight += read.weight(index);
        }
        return weight;
    }

    /** Takes a finished day in; {@code today} is the day that has begun. */
    void addDay(DayRecord day, int today) {
        open();
        for (int measure = 0; measure < Measure.COUNT; measure++) {
            if (day.maximum(measure) > 0) {
                maxima.add(measure, day.day(), day.maximum(measure));
            }
        }
        maxima.advance(today);
        hours.addDay(day.day(), day.halfHours());
    }

    byte[] encode(int base) {
        if (bytes != null) {
            return bytes;
        }
        StateWriter out = new StateWriter(256);
        maxima.write(out, base);
        hours.write(out);
        votes.write(out);
        return out.toByteArray();
    }

    /** Reads the bytes; what is asked for is about to be changed, so they are not kept. */
    private void open() {
        if (bytes == null) {
            return;
        }
        StateReader in = new StateReader("user history, long memory", bytes);
        maxima = SlidingMaxima.read(in, dayBase);
        hours = HoursOfWeek.read(in);
        votes = ZoneVotes.read(in);
        in.expectEnd();
        bytes = null;
    }
}

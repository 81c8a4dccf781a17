package io.auditsphere.model.detect.builtin;

import io.auditsphere.model.detect.CompactReader;
import io.auditsphere.model.detect.CompactWriter;
import io.auditsphere.model.detect.DetectorInput;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * What {@link RequestFrequencyDetector} keeps of a user, in parts of which an event mostly needs none but the first: the
 * sites where he has been, his hours of the week, what came again and again lately, and
 * what was far too much before. Parts that are not asked for are
 * not read, and are kept as they are. Mutable, for one thread.
 */
final class FrequencyMemory {

    /** The version, the lengths, and the parts. */
    static final int MAX_BYTES =
            8 + SeenSites.MAX_BYTES + HourlyHabit.MAX_BYTES + 2 * RepeatedActs.MAX_BYTES + RoutineBursts.MAX_BYTES;

    private static final int SITES = 0;
    private static final int HOURS = 1;
    private static final int OPERATIONS = 2;
    private static final int RESOURCES = 3;
    private static final int BURSTS = 4;
    private static final int PARTS = 5;

    /** Version 1 was the sites alone, version 2 ended before the bursts. */
    private static final int VERSION = 3;

    private static final byte[] NOTHING = {};

    private final byte[][] parts = {NOTHING, NOTHING, NOTHING, NOTHING, NOTHING};
    private boolean changed;

    static FrequencyMemory read(DetectorInput input) {
        FrequencyMemory memory = new FrequencyMemory();
        CompactReader in = input.reader();
        if (in == null) {
            return memory;
        }
        int version = in.oneByte();
        if (version == 1) {
            memory.parts[SITES] = input.bytes();
        } else if (version == 2 || version == VERSION) {
            try {
                int parts = version == VERSION ? PARTS : BURSTS;
                for (int part = 0; part < parts; part++) {
                    memory.parts[part] = in.bytes(in.size());
                }
            } catch (BufferUnderflowException e) {
                // Damaged: a detector's memory is a habit, and is learnt again.
                return new FrequencyMemory();
            }
        }
        return memory;
    }

    /**
     * Whether the user has known this site for a day and longer, as nearly all events say: told without taking the memory
     * apart. False where a site tells more, and where the memory is of an old version or damaged.
     */
    static boolean hasLongKnown(DetectorInput input, int siteHash, int hour) {
        CompactReader in = input.reader();
        if (in == null || in.oneByte() < 2 || input.firstByte() > VERSION) {
            return false;
        }
        try {
            return SeenSites.hasLongKnown(in.part(in.size()), siteHash, hour);
        } catch (BufferUnderflowException e) {
            return false;
        }
    }

    /** Keeps what has changed, if anything has. */
    void write(DetectorInput input) {
        if (!changed) {
            return;
        }
        CompactWriter out = new CompactWriter();
        out.oneByte(VERSION);
        for (byte[] part : parts) {
            out.unsigned(part.length);
            out.bytes(part);
        }
        input.keep(out.toByteArray());
    }

    SeenSites sites() {
        return SeenSites.read(parts[SITES]);
    }

    void sites(byte[] encoded) {
        put(SITES, encoded);
    }

    HourlyHabit hours() {
        return HourlyHabit.read(parts[HOURS]);
    }

    void hours(HourlyHabit habit) {
        put(HOURS, habit.encode());
    }

    RepeatedActs operations() {
        return RepeatedActs.read(parts[OPERATIONS]);
    }

    RepeatedActs resources() {
        return RepeatedActs.read(parts[RESOURCES]);
    }

    void repeated(RepeatedActs operations, RepeatedActs resources) {
        put(OPERATIONS, operations.encode());
        put(RESOURCES, resources.encode());
    }

    RoutineBursts bursts() {
        return parts[BURSTS].length == 0
                ? new RoutineBursts()
                : RoutineBursts.read(new CompactReader(ByteBuffer.wrap(parts[BURSTS])));
    }

    void bursts(RoutineBursts bursts) {
        CompactWriter out = new CompactWriter();
        bursts.write(out);
        put(BURSTS, out.toByteArray());
    }

    private void put(int part, byte[] encoded) {
        parts[part] = encoded;
        changed = true;
    }
}

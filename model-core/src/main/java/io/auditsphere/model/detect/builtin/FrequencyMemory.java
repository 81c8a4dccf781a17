package io.auditsphere.model.detect.builtin;

import io.auditsphere.model.detect.CompactReader;
import io.auditsphere.model.detect.CompactWriter;
import io.auditsphere.model.detect.DetectorInput;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * What {@link RequestFrequencyDetector} keeps of a user, in parts of which an event mostly needs none but the first: the
 * sites where he has been, his hours of the week, and what came again and again lately. Parts that are not asked for are
 * not read, and are kept as they are. Mutable, for one thread.
 */
final class FrequencyMemory {

    /** The version, the lengths, and the parts. */
    static final int MAX_BYTES = 7 + SeenSites.MAX_BYTES + HourlyHabit.MAX_BYTES + 2 * RepeatedActs.MAX_BYTES;

    private static final int SITES = 0;
    private static final int HOURS = 1;
    private static final int OPERATIONS = 2;
    private static final int RESOURCES = 3;
    private static final int PARTS = 4;

    /** Version 1 was the sites alone. */
    private static final int VERSION = 2;

    private static final byte[] NOTHING = {};

    private final byte[][] parts = {NOTHING, NOTHING, NOTHING, NOTHING};
    private boolean changed;

    static FrequencyMemory read(DetectorInput input) {
        FrequencyMemory memory = new FrequencyMemory();
        byte[] bytes = input.bytes();
        if (bytes == null || bytes.length == 0) {
            return memory;
        }
        if (bytes[0] == 1) {
            memory.parts[SITES] = bytes;
        } else if (bytes[0] == VERSION) {
            try {
                CompactReader in = new CompactReader(ByteBuffer.wrap(bytes));
                in.oneByte();
                for (int part = 0; part < PARTS; part++) {
                    memory.parts[part] = in.bytes(in.size());
                }
            } catch (BufferUnderflowException e) {
                // Damaged: a detector's memory is a habit, and is learnt again.
                return new FrequencyMemory();
            }
        }
        return memory;
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

    private void put(int part, byte[] encoded) {
        parts[part] = encoded;
        changed = true;
    }
}

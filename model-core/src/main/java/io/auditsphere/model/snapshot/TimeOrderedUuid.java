package io.auditsphere.model.snapshot;

import java.time.Instant;
import java.util.UUID;

/** UUIDs of version 7 (RFC 9562, section 5.7): 48 bits of Unix milliseconds, then random bits. Thread-safe. */
public final class TimeOrderedUuid {

    private static final long VERSION_7 = 0x7000L;

    private TimeOrderedUuid() {}

    /** A new UUID of this instant; in text and in bytes it sorts after those of every earlier millisecond. */
    public static UUID at(Instant instant) {
        UUID random = UUID.randomUUID();
        long high = (instant.toEpochMilli() << 16) | VERSION_7 | (random.getMostSignificantBits() & 0xFFF);
        return new UUID(high, random.getLeastSignificantBits());
    }

    /** The instant that the UUID was made for, to the millisecond. */
    public static Instant instantOf(UUID uuid) {
        return Instant.ofEpochMilli(uuid.getMostSignificantBits() >>> 16);
    }
}

package io.auditsphere.app.scoring;

import io.auditsphere.app.report.LongSet;
import io.auditsphere.schemas.AuditEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.TreeMap;

/**
 * Tells redelivered events by the stream's rule: an id is known if an event with it and a creation time of the same hour
 * passed, and the hour is less than the retention behind the watermark. Ids are kept as 64 bits of SHA-256, by the hour,
 * and whole hours are dropped: memory is that of the events of one retention. For one thread.
 */
public final class RecentIds {

    private static final long HOUR_MS = Duration.ofHours(1).toMillis();

    private final long retentionMs;
    private final TreeMap<Long, LongSet> hours = new TreeMap<>();
    private final MessageDigest sha256;

    /** Remembers for so long, in event time; zero remembers nothing. */
    public RecentIds(Duration retention) {
        this.retentionMs = retention.toMillis();
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256; this one says that it has not", e);
        }
    }

    /** Whether an event of this id was seen; if not, it is remembered from now on. */
    public boolean seen(AuditEvent event, long watermarkMs) {
        long createdMs = event.creationTimeMs();
        if (retentionMs == 0 || createdMs < 0 || createdMs <= watermarkMs - retentionMs) {
            return false;
        }
        while (!hours.isEmpty() && hours.firstKey() <= watermarkMs - retentionMs - HOUR_MS) {
            hours.pollFirstEntry();
        }
        sha256.update(event.provider().getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) 0);
        byte[] hash = sha256.digest(event.eventId().getBytes(StandardCharsets.UTF_8));
        return !hours.computeIfAbsent(createdMs - createdMs % HOUR_MS, unused -> new LongSet())
                .add(ByteBuffer.wrap(hash).getLong());
    }
}

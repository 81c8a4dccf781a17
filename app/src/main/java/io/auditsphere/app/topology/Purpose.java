package io.auditsphere.app.topology;

import io.auditsphere.schemas.DeadLetterHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** The header by which a record of {@code audit-events} says that it only teaches: it updates state and emits nothing. */
public final class Purpose {

    /** The header's name. */
    public static final String HEADER = "purpose";

    private static final byte[] LEARN = "learn".getBytes(StandardCharsets.US_ASCII);

    /** Nobody sends a record back a million times; what is longer is none of ours. */
    private static final int MAX_REPLAYS_BYTES = 6;

    private Purpose() {}

    /** Marks a record that is to be written to {@code audit-events} as one that only teaches. */
    public static void markLearn(Headers headers) {
        headers.remove(HEADER);
        headers.add(HEADER, LEARN.clone());
    }

    /** Whether a record with these headers only teaches. */
    public static boolean isLearn(Headers headers) {
        Header purpose = headers.lastHeader(HEADER);
        return purpose != null && Arrays.equals(purpose.value(), LEARN);
    }

    /**
     * The headers that an event takes along to another partition: its purpose, how often it was sent back as a dead
     * letter, and nothing else that a client wrote.
     */
    static Headers alone(Headers headers) {
        Headers carried = new RecordHeaders();
        if (isLearn(headers)) {
            carried.add(HEADER, LEARN);
        }
        Header replays = headers.lastHeader(DeadLetterHeaders.REPLAYS);
        if (replays != null && replays.value() != null && replays.value().length <= MAX_REPLAYS_BYTES) {
            carried.add(replays);
        }
        return carried;
    }
}

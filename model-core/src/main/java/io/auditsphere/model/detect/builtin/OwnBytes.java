package io.auditsphere.model.detect.builtin;

import io.auditsphere.model.detect.CompactReader;
import io.auditsphere.model.detect.DetectorInput;
import java.nio.ByteBuffer;

/** How the built-in detectors find their own bytes: the first one is the version of the format. */
final class OwnBytes {

    private OwnBytes() {}

    /**
     * A reader behind the version byte; null if nothing is kept, or if another release kept it in a format that this one
     * does not read: a detector's memory is a habit, and is learnt again.
     */
    static CompactReader read(DetectorInput input, int version) {
        byte[] bytes = input.bytes();
        if (bytes == null || bytes.length == 0 || bytes[0] != version) {
            return null;
        }
        CompactReader reader = new CompactReader(ByteBuffer.wrap(bytes));
        reader.oneByte();
        return reader;
    }
}

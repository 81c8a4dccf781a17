package io.auditsphere.app.input;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;

/** The first bytes of a stream, read as they are asked for, and put back before the rest. For one thread. */
final class Head {

    private static final int STEP = 1 << 13;

    private final InputStream in;
    private byte[] bytes = new byte[STEP];
    private int length;
    private boolean atEnd;

    Head(InputStream in) {
        this.in = in;
    }

    /** Reads what is there, at most 8 KiB more; waits only if nothing is. */
    void more() throws IOException {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        int read = in.read(bytes, length, Math.min(STEP, bytes.length - length));
        atEnd = read < 0;
        length += Math.max(0, read);
    }

    /** Reads at least so many bytes, or to the end. */
    void atLeast(int count) throws IOException {
        while (length < count && !atEnd) {
            more();
        }
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Whether there is nothing behind these bytes. */
    boolean isAll() {
        return atEnd;
    }

    /** Whether the bytes begin so. */
    boolean startsWith(int... first) {
        for (int i = 0; i < first.length; i++) {
            if (i >= length || (bytes[i] & 0xff) != first[i]) {
                return false;
            }
        }
        return true;
    }

    /** Everything from here on, these bytes included but for some of the first. */
    InputStream stream(int without) {
        return new SequenceInputStream(new ByteArrayInputStream(bytes, without, length - without), in);
    }
}

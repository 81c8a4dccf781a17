package io.auditsphere.app.input;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Text of another encoding as UTF-8: what Windows writes as "Unicode" is UTF-16. What stands for no character becomes
 * U+FFFD. For one thread.
 */
final class Utf8Stream extends InputStream {

    private static final int CHARS = 1 << 13;

    private final Reader reader;
    private final char[] chars = new char[CHARS + 1];
    private int carried;
    private byte[] bytes = new byte[0];
    private int position;

    Utf8Stream(InputStream in, Charset encoding) {
        this.reader = new InputStreamReader(in, encoding);
    }

    @Override
    public int read() throws IOException {
        return fill() ? bytes[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, bytes.length - position);
        System.arraycopy(bytes, position, into, offset, count);
        position += count;
        return count;
    }

    private boolean fill() throws IOException {
        while (position == bytes.length) {
            int read = reader.read(chars, carried, CHARS);
            if (read < 0 && carried == 0) {
                return false;
            }
            int count = carried + Math.max(0, read);
            // Both halves of a character must be encoded together.
            boolean half = read >= 0 && Character.isHighSurrogate(chars[count - 1]);
            int whole = half ? count - 1 : count;
            bytes = new String(chars, 0, whole).getBytes(StandardCharsets.UTF_8);
            position = 0;
            carried = half ? 1 : 0;
            if (half) {
                chars[0] = chars[count - 1];
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}

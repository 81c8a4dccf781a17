package io.auditsphere.app.input;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * One record a line (NDJSON). A line is read only as far as a record may be long, so that memory does not depend on the
 * file. For one thread.
 */
final class LineRecords implements Records {

    private static final int BUFFER = 1 << 16;

    private final InputStream lines;
    private final String file;
    private final int most;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int filled;
    private byte[] line = new byte[4096];
    private long number;
    private boolean cut;

    /**
     * @param lines the content, unpacked
     * @param mostBytes how much of a line is read; the rest of a longer one is skipped
     */
    LineRecords(InputStream lines, String file, int mostBytes) {
        this.lines = lines;
        this.file = file;
        this.most = mostBytes;
    }

    /** The next line that is not blank, without its end. */
    @Override
    public InputRecord next() throws IOException {
        while (true) {
            int length = readLine();
            if (length < 0) {
                return null;
            }
            number++;
            if (!blank(length)) {
                return new InputRecord(Arrays.copyOf(line, length), file, number, 0, cut, null);
            }
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    /** Fills {@link #line}; its length, or -1 at the end. */
    private int readLine() throws IOException {
        int length = 0;
        cut = false;
        boolean any = false;
        while (true) {
            if (position == filled) {
                filled = lines.read(buffer, 0, BUFFER);
                position = 0;
                if (filled <= 0) {
                    filled = 0;
                    return any ? length : -1;
                }
            }
            any = true;
            int end = position;
            while (end < filled && buffer[end] != '\n') {
                end++;
            }
            length = keep(length, end);
            boolean ended = end < filled;
            position = ended ? end + 1 : end;
            if (ended) {
                return length;
            }
        }
    }

    private int keep(int length, int end) {
        int room = Math.min(end - position, most - length);
        cut |= room < end - position;
        if (length + room > line.length) {
            line = Arrays.copyOf(line, Math.min(most, Math.max(length + room, line.length * 2)));
        }
        System.arraycopy(buffer, position, line, length, room);
        return length + room;
    }

    private boolean blank(int length) {
        for (int i = 0; i < length; i++) {
            if (line[i] > ' ' || line[i] < 0) {
                return false;
            }
        }
        return true;
    }
}

package io.auditsphere.app.input;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Finds where the rows of a CSV file end (RFC 4180: quoted cells may hold line breaks and doubled quotes), so that a row
 * that is wrong can be told from its neighbours: a stray quote would swallow all that follows. A row that does not end
 * within the limit, or that its reader {@link #giveBack gives back}, is taken for one line, and reading goes on in the
 * next. For one thread.
 */
final class CsvRows {

    private enum At {
        CELL_START,
        PLAIN,
        QUOTED,
        AFTER_QUOTE
    }

    private final InputStream in;
    private final byte delimiter;
    private final int most;
    private byte[] buffer = new byte[1 << 16];
    private int start;
    private int end;
    private int filled;
    private boolean atEnd;
    private boolean whole;
    private long line = 1;
    private long nextLine = 1;

    /**
     * @param in the content as UTF-8
     * @param mostBytes the longest row
     */
    CsvRows(InputStream in, char delimiter, int mostBytes) {
        this.in = in;
        this.delimiter = (byte) delimiter;
        this.most = mostBytes;
    }

    /** The next row that is not blank, without its end; null after the last. */
    byte[] next() throws IOException {
        while (advance()) {
            int length = end - start;
            while (length > 0 && isLineEnd(buffer[start + length - 1])) {
                length--;
            }
            if (length > 0) {
                return Arrays.copyOfRange(buffer, start, start + length);
            }
        }
        return null;
    }

    /** The line that the row of {@link #next} begins on, from 1. */
    long line() {
        return line;
    }

    /** Whether the row of {@link #next} ended as a row does; if not it is one line, cut at the limit. */
    boolean isWhole() {
        return whole;
    }

    /**
     * Takes what {@link #next} gave for one line instead, since it makes no row; what follows that line is read again.
     *
     * @return the line
     */
    byte[] giveBack() {
        int lineEnd = start;
        while (lineEnd < end && buffer[lineEnd] != '\n') {
            lineEnd++;
        }
        end = Math.min(end, lineEnd + 1);
        nextLine = line + 1;
        return Arrays.copyOfRange(
                buffer, start, lineEnd > start && buffer[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd);
    }

    /** Moves {@link #start} and {@link #end} to the next row; false if there is none. */
    private boolean advance() throws IOException {
        start = end;
        line = nextLine;
        whole = true;
        At at = At.CELL_START;
        int i = start;
        while (true) {
            if (i == filled) {
                int before = start;
                if (i - start > most) {
                    return endLine();
                }
                if (!fill()) {
                    end = filled;
                    nextLine = line + newlines();
                    whole = at != At.QUOTED;
                    return end > start;
                }
                i -= before - start;
            }
            byte b = buffer[i++];
            if (b == '\n' && at != At.QUOTED) {
                end = i;
                nextLine = line + newlines();
                return true;
            }
            at = after(at, b);
        }
    }

    private At after(At at, byte b) {
        if (at == At.QUOTED) {
            return b == '"' ? At.AFTER_QUOTE : At.QUOTED;
        }
        if (b == delimiter) {
            return At.CELL_START;
        }
        if (b == '"' && (at == At.CELL_START || at == At.AFTER_QUOTE)) {
            return At.QUOTED;
        }
        return at == At.CELL_START && b == ' ' ? At.CELL_START : At.PLAIN;
    }

    /** Ends a row that is longer than any at its first line end, or where it is cut. */
    private boolean endLine() throws IOException {
        whole = false;
        int lineEnd = start;
        while (lineEnd < filled && buffer[lineEnd] != '\n') {
            lineEnd++;
        }
        if (lineEnd == filled) {
            // One line alone is over the limit: keep its beginning, skip its rest.
            skipLine();
            filled = start + most;
            end = filled;
        } else {
            end = lineEnd + 1;
        }
        nextLine = line + 1;
        return true;
    }

    private void skipLine() throws IOException {
        int b = in.read();
        while (b >= 0 && b != '\n') {
            b = in.read();
        }
        atEnd = b < 0;
    }

    /** Reads more behind what is there, whose beginning moves to that of the buffer; false at the end of the file. */
    private boolean fill() throws IOException {
        if (atEnd) {
            return false;
        }
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, filled - start);
            filled -= start;
            start = 0;
        }
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = in.read(buffer, filled, buffer.length - filled);
        atEnd = read < 0;
        filled += Math.max(0, read);
        return !atEnd;
    }

    private int newlines() {
        int count = 0;
        for (int i = start; i < end; i++) {
            count += buffer[i] == '\n' ? 1 : 0;
        }
        return count;
    }

    private static boolean isLineEnd(byte b) {
        return b == '\n' || b == '\r';
    }
}

package io.auditsphere.app.scoring;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * Reads a file of one record a line (NDJSON), plain or gzip by what is in it, or standard input. A line is read only as
 * far as a record may be long, so that memory does not depend on the file. For one thread.
 */
public final class RecordFile implements AutoCloseable {

    /** The name that stands for standard input. */
    public static final String STANDARD_INPUT = "-";

    private static final int BUFFER = 1 << 16;
    private static final int GZIP_MAGIC_1 = 0x1f;
    private static final int GZIP_MAGIC_2 = 0x8b;

    private final InputStream lines;
    private final CountingStream counted;
    private final long sizeBytes;
    private final int most;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int filled;
    private byte[] line = new byte[4096];
    private long number;
    private boolean cut;

    private RecordFile(InputStream lines, CountingStream counted, long sizeBytes, int mostBytes) {
        this.lines = lines;
        this.counted = counted;
        this.sizeBytes = sizeBytes;
        this.most = mostBytes;
    }

    /**
     * Opens a file.
     *
     * @param name a path, or {@value #STANDARD_INPUT}
     * @param mostBytes how much of a line is read; the rest of a longer one is skipped
     * @throws IOException if it cannot be read, with its name
     */
    public static RecordFile open(String name, int mostBytes) throws IOException {
        boolean standardInput = name.equals(STANDARD_INPUT);
        long size = standardInput ? -1 : Files.size(Path.of(name));
        CountingStream counted = new CountingStream(standardInput ? System.in : Files.newInputStream(Path.of(name)));
        InputStream buffered = new BufferedInputStream(counted, BUFFER);
        buffered.mark(2);
        boolean gzip = buffered.read() == GZIP_MAGIC_1 && buffered.read() == GZIP_MAGIC_2;
        buffered.reset();
        return new RecordFile(gzip ? new GZIPInputStream(buffered, BUFFER) : buffered, counted, size, mostBytes);
    }

    /** The next line that is not blank, without its end; null after the last. */
    public byte[] next() throws IOException {
        while (true) {
            int length = readLine();
            if (length < 0) {
                return null;
            }
            number++;
            if (!blank(length)) {
                return Arrays.copyOf(line, length);
            }
        }
    }

    /** The number of the line that {@link #next} gave last, from 1. */
    public long lineNumber() {
        return number;
    }

    /** Whether that line went on where {@link #next} stopped reading. */
    public boolean wasCut() {
        return cut;
    }

    /** How much of the file has been read, 0..1; {@link Double#NaN} for standard input. */
    public double share() {
        return sizeBytes <= 0 ? Double.NaN : Math.min(1, (double) counted.count / sizeBytes);
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

    /** Counts what is read from the disk, which for a packed file is what there is to show progress by. */
    private static final class CountingStream extends FilterInputStream {
        private long count;

        CountingStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count += one < 0 ? 0 : 1;
            return one;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = super.read(into, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }
}

package io.auditsphere.app.input;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Puts records into the order of time: exports come newest first, or in none. What does not fit into memory goes to
 * temporary files that only their owner may read, sorted in pieces that are merged (an external merge sort, Knuth vol. 3,
 * 5.4). Records of one time keep their order. For one thread; {@link #add} all, then {@link #next}.
 */
public final class TimeSpool implements AutoCloseable {

    /** What is kept in memory before a piece goes to the disk, in bytes. */
    private static final long MEMORY = 64L << 20;

    /** What an entry takes beside its bytes. */
    private static final int ENTRY_OVERHEAD = 64;

    private static final int BUFFER = 1 << 16;

    private record Entry(long timeMs, byte[] bytes) {}

    private final Path folder;
    private final long memory;
    private final List<Path> pieces = new ArrayList<>();
    private List<Entry> entries = new ArrayList<>();
    private long held;
    private long size;
    private Iterator<Entry> inMemory;
    private PriorityQueue<Piece> merging;

    /** A spool whose temporary files, if any are needed, are where the platform has them. */
    public TimeSpool() {
        this(null, MEMORY);
    }

    /** As above, for tests and for callers with a place of their own. */
    TimeSpool(Path folder, long memoryBytes) {
        this.folder = folder;
        this.memory = memoryBytes;
    }

    /** Adds a record; its bytes are kept, not copied. */
    public void add(long timeMs, byte[] bytes) throws IOException {
        entries.add(new Entry(timeMs, bytes));
        size++;
        held += bytes.length + (long) ENTRY_OVERHEAD;
        if (held > memory) {
            spill();
        }
    }

    /** How many were added. */
    public long size() {
        return size;
    }

    /** The earliest that is left, null after the last. */
    public byte[] next() throws IOException {
        if (inMemory == null) {
            begin();
        }
        if (merging == null) {
            return inMemory.hasNext() ? inMemory.next().bytes() : null;
        }
        Piece first = merging.poll();
        if (first == null) {
            return null;
        }
        byte[] bytes = first.head.bytes();
        if (first.advance()) {
            merging.add(first);
        }
        return bytes;
    }

    private void begin() throws IOException {
        if (!pieces.isEmpty()) {
            spill();
            merging = new PriorityQueue<>(Comparator.<Piece>comparingLong(piece -> piece.head.timeMs())
                    .thenComparingInt(piece -> piece.number));
            for (int i = 0; i < pieces.size(); i++) {
                Piece piece = new Piece(pieces.get(i), i);
                if (piece.advance()) {
                    merging.add(piece);
                }
            }
        }
        entries.sort(Comparator.comparingLong(Entry::timeMs));
        inMemory = entries.iterator();
    }

    private void spill() throws IOException {
        entries.sort(Comparator.comparingLong(Entry::timeMs));
        Path file = folder == null
                ? Files.createTempFile("auditsphere-", ".spool")
                : Files.createTempFile(folder, "auditsphere-", ".spool");
        pieces.add(file);
        file.toFile().deleteOnExit();
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER))) {
            for (Entry entry : entries) {
                out.writeLong(entry.timeMs());
                out.writeInt(entry.bytes().length);
                out.write(entry.bytes());
            }
            out.writeLong(0);
            out.writeInt(-1);
        }
        entries = new ArrayList<>();
        held = 0;
    }

    /** Deletes what was put on the disk. */
    @Override
    public void close() throws IOException {
        if (merging != null) {
            for (Piece piece : merging) {
                piece.in.close();
            }
        }
        for (Path piece : pieces) {
            Files.deleteIfExists(piece);
        }
        entries = List.of();
    }

    /** A sorted piece on the disk. */
    private static final class Piece {
        private final DataInputStream in;
        private final int number;
        private Entry head;

        Piece(Path file, int number) throws IOException {
            this.in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
            this.number = number;
        }

        boolean advance() throws IOException {
            long timeMs = in.readLong();
            int length = in.readInt();
            if (length < 0) {
                in.close();
                return false;
            }
            byte[] bytes = new byte[length];
            in.readFully(bytes);
            head = new Entry(timeMs, bytes);
            return true;
        }
    }
}

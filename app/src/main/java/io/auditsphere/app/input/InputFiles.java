package io.auditsphere.app.input;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;

/**
 * Reads the records of several files, one after another. A file that cannot be read, or not to its end, is noted and the
 * next goes on; if no file could be read at all, the first one's failure is thrown. For one thread.
 */
public final class InputFiles implements AutoCloseable {

    /**
     * A file that was not read to its end.
     *
     * @param file its name
     * @param why what was wrong with it
     * @param partly whether records of it were read before
     */
    public record Unread(String file, String why, boolean partly) {}

    private final List<String> files;
    private final int most;
    private final long bytes;
    private final List<Unread> unread = new ArrayList<>();
    private int next;
    private String file;
    private CountingStream counted;
    private Records records;
    private long bytesBefore;
    private long ofThisFile;
    private long given;

    private InputFiles(InputSelection selection, int mostBytes) throws IOException {
        this.files = selection.files();
        this.bytes = selection.bytes();
        this.most = mostBytes;
    }

    /**
     * Begins to read.
     *
     * @param mostBytes how much of a record is read; the rest of a longer one is skipped
     */
    public static InputFiles open(InputSelection selection, int mostBytes) throws IOException {
        return new InputFiles(selection, mostBytes);
    }

    /**
     * The next record, null after the last.
     *
     * @throws IOException if not one of the files could be read, saying why
     */
    public InputRecord next() throws IOException {
        while (records != null || openNext()) {
            InputRecord record = null;
            try {
                record = records.next();
            } catch (IOException e) {
                note(describe(e));
            }
            if (record != null) {
                given++;
                ofThisFile++;
                return record;
            }
            if (records.brokenOffOrNull() != null) {
                note(records.brokenOffOrNull());
            }
            closeFile();
        }
        if (given == 0 && !unread.isEmpty()) {
            Unread first = unread.get(0);
            throw new IOException(first.file() + ": " + first.why()
                    + (unread.size() == 1 ? "" : "; nor could " + (unread.size() - 1) + " more files be read"));
        }
        return null;
    }

    /** The files that were not read to their end so far. */
    public List<Unread> unread() {
        return List.copyOf(unread);
    }

    /** How many files have been begun. */
    public int begun() {
        return next;
    }

    /** How much of the files has been read, 0..1; {@link Double#NaN} if standard input is among them. */
    public double share() {
        long read = bytesBefore + (counted == null ? 0 : counted.count());
        return bytes < 0 ? Double.NaN : bytes == 0 ? 1 : Math.min(1, (double) read / bytes);
    }

    @Override
    public void close() throws IOException {
        if (records != null) {
            closeFile();
        }
    }

    private boolean openNext() {
        while (next < files.size()) {
            file = files.get(next++);
            ofThisFile = 0;
            try {
                counted = new CountingStream(raw(file));
            } catch (IOException e) {
                note(describe(e));
                continue;
            }
            try {
                records = FileForm.open(counted, file, most);
                return true;
            } catch (IOException e) {
                note(describe(e));
                endCount();
            }
        }
        return false;
    }

    private static InputStream raw(String file) throws IOException {
        return file.equals(InputSelection.STANDARD_INPUT) ? System.in : Files.newInputStream(Path.of(file));
    }

    private void closeFile() {
        try {
            records.close();
        } catch (IOException ignored) {
            // Everything that was wanted of it has been read.
        }
        records = null;
        endCount();
    }

    private void endCount() {
        bytesBefore += counted.count();
        try {
            counted.close();
        } catch (IOException ignored) {
            // As above.
        }
        counted = null;
    }

    private void note(String why) {
        unread.add(new Unread(file, why, ofThisFile > 0));
    }

    private static String describe(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "it is not there";
        }
        if (e instanceof AccessDeniedException) {
            return "it may not be read";
        }
        if (e instanceof ZipException || e instanceof EOFException) {
            return "the packed content is damaged or cut (" + e.getMessage() + ")";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}

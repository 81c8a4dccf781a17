package io.auditsphere.app.scoring;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Writes one JSON value a line, to a file, a packed file or standard output; or nowhere. For one thread. */
final class LineWriter implements AutoCloseable {

    private static final int BUFFER = 1 << 17;

    private final OutputStream out;

    private LineWriter(OutputStream out) {
        this.out = out;
    }

    /**
     * Opens it.
     *
     * @param name a path, packed where it ends with {@code .gz}; {@code -} for standard output; null for nowhere
     */
    static LineWriter open(String name) throws IOException {
        if (name == null) {
            return new LineWriter(OutputStream.nullOutputStream());
        }
        OutputStream raw = name.equals("-") ? System.out : Files.newOutputStream(Path.of(name));
        return new LineWriter(new BufferedOutputStream(name.endsWith(".gz") ? new GZIPOutputStream(raw) : raw, BUFFER));
    }

    /** Writes one line; throws {@link UncheckedIOException} if the disk is full, say. */
    void write(byte[] json) {
        try {
            out.write(json);
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}

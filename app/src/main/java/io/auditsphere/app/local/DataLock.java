package io.auditsphere.app.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Keeps a data folder to one run at a time. The lock is the operating system's: it ends with the process, however that
 * ends. A run that is started while the one before shuts down waits for it.
 */
final class DataLock implements AutoCloseable {

    /** The file in the folder; it says who has the lock, and stays when the folder is emptied. */
    static final String FILE = "lock";

    private static final Duration LOOK = Duration.ofMillis(200);

    private final FileChannel channel;

    private DataLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the folder, waiting for another run to give it back.
     *
     * @param atMost how long to wait
     * @param waiting is told once, in words, that and for whom it waits
     * @throws LocalStartException if it is still taken then
     * @throws IOException if the folder cannot be written
     */
    static DataLock take(Path folder, Duration atMost, Consumer<String> waiting)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path file = folder.resolve(FILE);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        long deadline = System.nanoTime() + atMost.toNanos();
        boolean told = false;
        while (true) {
            FileLock lock = channel.tryLock(Long.MAX_VALUE - 1, 1, false);
            if (lock != null) {
                write(channel);
                return new DataLock(channel);
            }
            String holder = holder(channel);
            if (!told) {
                waiting.accept("Another run" + holder + " uses " + folder + "; waiting for it to end");
                told = true;
            }
            if (System.nanoTime() > deadline) {
                channel.close();
                throw new LocalStartException(
                        folder + " is used by another run" + holder + " and was not given back within "
                                + atMost.toSeconds() + " s; end that run, or choose another folder with --data");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
        }
    }

    /** Gives the folder back. */
    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** The lock is on the last byte that a file can have, so that its beginning can be read by those who wait. */
    private static void write(FileChannel channel) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)), 0);
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(32);
        channel.read(text, 0);
        String pid = new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII).trim();
        return pid.matches("\\d+") ? " (process " + pid + ")" : "";
    }
}

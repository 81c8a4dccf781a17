package io.auditsphere.app.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/**
 * The one writer of a terminal: lines, and below them at most one line of progress that is repainted. Where the output
 * is no terminal, progress becomes a plain line every few seconds. Thread-safe.
 */
public final class Console {

    private static final String BACK_AND_CLEAR = "\r\u001b[K";
    private static final int BAR = 30;
    private static final long REPAINT_NANOS = 100_000_000L;
    private static final long PLAIN_NANOS = 5_000_000_000L;

    private final PrintStream out;
    private final boolean terminal;
    private String status = "";
    private long nextNanos;

    /**
     * @param out where to write
     * @param terminal whether lines can be repainted there
     */
    public Console(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
        this.nextNanos = System.nanoTime();
    }

    /** Standard output, in the terminal's own character set. */
    public static Console standardOutput() {
        return of(FileDescriptor.out, "stdout.encoding");
    }

    /** Standard error, for progress and summaries beside data on standard output. */
    public static Console standardError() {
        return of(FileDescriptor.err, "stderr.encoding");
    }

    private static Console of(FileDescriptor descriptor, String encodingProperty) {
        // The properties exist since Java 19; before, the platform's own encoding stands under another name.
        String encoding = System.getProperty(encodingProperty, System.getProperty("native.encoding", "UTF-8"));
        Charset charset = Charset.isSupported(encoding) ? Charset.forName(encoding) : Charset.defaultCharset();
        boolean dumb = "dumb".equals(System.getenv("TERM"));
        return new Console(new PrintStream(new FileOutputStream(descriptor), true, charset), hasTerminal() && !dumb);
    }

    /** Since Java 22 a console is there without a terminal too, but for the one that the start script asks for. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean hasTerminal() {
        return System.console() != null;
    }

    /** Whether progress is repainted in place. */
    public boolean isTerminal() {
        return terminal;
    }

    /** Writes one line. */
    public synchronized void line(String text) {
        List<String> lines = new ArrayList<>();
        lines.add(text);
        lines(lines);
    }

    /** Writes lines that belong together, with nothing between them. */
    public synchronized void lines(List<String> texts) {
        clearStatus();
        texts.forEach(out::println);
        paintStatus();
    }

    /**
     * Shows how far something is. Calls may come as often as they like.
     *
     * @param what what is being done
     * @param share 0..1; {@link Double#NaN} where nobody knows how much there is
     * @param detail figures in words
     */
    public synchronized void progress(String what, double share, String detail) {
        long now = System.nanoTime();
        if (now - nextNanos < 0) {
            return;
        }
        nextNanos = now + (terminal ? REPAINT_NANOS : PLAIN_NANOS);
        if (terminal) {
            clearStatus();
            status = bar(what, share, detail);
            paintStatus();
        } else {
            out.println(Double.isNaN(share) ? what + ": " + detail : what + ": " + percent(share) + ", " + detail);
        }
    }

    /** Ends what {@link #progress} showed, with a last line. */
    public synchronized void done(String what, String detail) {
        clearStatus();
        status = "";
        nextNanos = System.nanoTime();
        out.println(what + ": " + detail);
        out.flush();
    }

    private static String bar(String what, double share, String detail) {
        if (Double.isNaN(share)) {
            return what + ": " + detail;
        }
        int filled = (int) Math.round(Math.min(1, Math.max(0, share)) * BAR);
        return what + " [" + "#".repeat(filled) + "-".repeat(BAR - filled) + "] " + percent(share) + ", " + detail;
    }

    private static String percent(double share) {
        return Math.round(Math.min(1, Math.max(0, share)) * 100) + "%";
    }

    private void clearStatus() {
        if (terminal && !status.isEmpty()) {
            out.print(BACK_AND_CLEAR);
        }
    }

    private void paintStatus() {
        if (terminal && !status.isEmpty()) {
            out.print(status);
        }
        out.flush();
    }
}

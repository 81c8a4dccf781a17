package io.auditsphere.app.chaos;

import io.auditsphere.app.testing.Until;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Java process of the tests' own class path, small and quick to start, that does not outlive the tests. */
final class ChildJvm implements AutoCloseable {

    /** Children share the machine with the tests: little heap, the quick compiler, one thread that collects. */
    static final List<String> SMALL =
            List.of("-Xmx256m", "-Xss512k", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData");

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Process process;
    private final Path log;
    private final Thread atExit;

    private ChildJvm(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.atExit = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Starts the class with these arguments; what it prints goes to the file, behind what is there. */
    static ChildJvm start(Class<?> main, Path log, List<String> arguments) {
        return start(SMALL, main, log, arguments);
    }

    /** The same with these options of the JVM. */
    static ChildJvm start(List<String> options, Class<?> main, Path log, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return start(new ProcessBuilder(command), log);
    }

    /** The program of a distribution, by the launcher that its users start it with. */
    static ChildJvm startProgram(Path distribution, List<String> options, Path log, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(distribution.resolve("bin/auditsphere").toString());
        command.addAll(arguments);
        ProcessBuilder process = new ProcessBuilder(command);
        process.environment().put("JAVA_HOME", System.getProperty("java.home"));
        process.environment().put("AUDITSPHERE_JAVA_OPTIONS", String.join(" ", options));
        return start(process, log);
    }

    private static ChildJvm start(ProcessBuilder command, Path log) {
        try {
            Process process = command.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            return new ChildJvm(process, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code kill -9}; returns when it is gone. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** As {@code kill}; returns its exit code when it has ended in order. */
    int stop() {
        process.destroy();
        return awaitEnd();
    }

    /** Its exit code once it has ended by itself. */
    int awaitEnd() {
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                throw new AssertionError("a child did not end within two minutes; it wrote:\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a child ended", e);
        }
    }

    /** CPU time that it has used; 0 where the system does not tell. */
    double cpuSeconds() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1000.0;
    }

    boolean alive() {
        return process.isAlive();
    }

    /** Returns when it has printed this. */
    void awaitOutput(String text) {
        try {
            Until.holds("a child prints \"" + text + "\"", PATIENCE, () -> {
                if (!process.isAlive() && !output().contains(text)) {
                    throw new AssertionError("a child ended before it printed \"" + text + "\":\n" + output());
                }
                return output().contains(text);
            });
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\nIt printed:\n" + output(), e);
        }
    }

    /** What it, and those that wrote to the same file before, printed. */
    String output() {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The tests' own JVM is ending: the hook has nothing left to do.
        }
    }
}

package io.auditsphere.app.local.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A JVM of its own with this program's class path. It says what it has to say in lines {@code name=value} and ends when
 * its standard input does, so that it does not outlive its parent. For one thread.
 */
final class ChildProcess implements AutoCloseable {

    /** Options for the processes that are measured, as for the program itself. */
    private static final String OPTIONS_VARIABLE = "AUDITSPHERE_JAVA_OPTIONS";

    private static final Duration END_WITHIN = Duration.ofSeconds(60);

    private final String what;
    private final Process process;
    private final BufferedReader out;

    private ChildProcess(String what, Process process) {
        this.what = what;
        this.process = process;
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** A process with Java's own settings, for what is not measured. */
    static ChildProcess start(Class<?> main, List<String> arguments) throws IOException {
        return start(main, List.of(), arguments);
    }

    /** A process with the options that an operator gives the program. */
    static ChildProcess startMeasured(Class<?> main, List<String> arguments) throws IOException {
        String options = System.getenv(OPTIONS_VARIABLE);
        return start(
                main,
                options == null || options.isBlank()
                        ? List.of()
                        : Arrays.asList(options.trim().split("\\s+", -1)),
                arguments);
    }

    private static ChildProcess start(Class<?> main, List<String> options, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new ChildProcess(main.getSimpleName(), process);
    }

    /**
     * Waits until the process says this.
     *
     * @return what it says
     * @throws IOException if it ends before
     */
    String await(String name) throws IOException {
        String line;
        while ((line = out.readLine()) != null) {
            if (line.startsWith(name + "=")) {
                return line.substring(name.length() + 1);
            }
        }
        throw new IOException(
                what + " ended before it said \"" + name + "\"; what it wrote to standard error says why");
    }

    /** Asks the process to say what it has to say now. */
    void ask() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    /** CPU time that the process has used, in nanoseconds; 0 where the system does not tell. */
    long cpuNanos() {
        return process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
    }

    /** Closes its standard input and waits until it has ended. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(END_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        out.close();
    }
}

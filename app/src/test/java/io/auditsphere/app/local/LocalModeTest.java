package io.auditsphere.app.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.app.cli.Main;
import io.auditsphere.app.generate.Arrival;
import io.auditsphere.app.generate.AttackPlan;
import io.auditsphere.app.generate.EventGenerator;
import io.auditsphere.app.generate.GeneratorSettings;
import io.auditsphere.schemas.AuditEventJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole local mode as a user has it: in a terminal, as a child of a program that Ctrl-C ends at once (as Maven is),
 * and started again before it has ended. Three days of a small organisation stand for a log of one's own.
 */
class LocalModeTest {

    private static final Duration FIRST_START = Duration.ofMinutes(3);
    private static final Instant START = Instant.parse("2026-05-04T00:00:00Z");

    @TempDir
    Path folder;

    @Test
    void ctrlCEndsItCleanlyAndTheNextStartGoesOn() throws Exception {
        Path log = writeLog();
        Path data = folder.resolve("data");
        List<String> local = List.of("local", "--data", data.toString(), "--input", log.toString());

        Process first = inTerminal(program(ForksLikeMaven.class, local));
        Lines firstLines = new Lines(first);
        firstLines.await("Training: 2 forests", FIRST_START);
        firstLines.await("The end of", FIRST_START);

        OutputStream keyboard = first.getOutputStream();
        keyboard.write(3); // what the keys Ctrl and C send; the terminal turns it into SIGINT for all in the foreground
        keyboard.flush();
        Process second = new ProcessBuilder(program(Main.class, local))
                .redirectErrorStream(true)
                .start();
        Lines secondLines = new Lines(second);
        secondLines.await("Going on from", FIRST_START);
        assertThat(first.waitFor(2, TimeUnit.MINUTES)).as("the first run ended").isTrue();

        // Process.destroy would close the streams that the test goes on reading.
        second.toHandle().destroy();
        secondLines.await("Ended.", Duration.ofMinutes(2));
        assertThat(second.waitFor(2, TimeUnit.MINUTES))
                .as("the second run ended")
                .isTrue();
        assertThat(second.exitValue()).as("it did what it was asked to").isZero();
        assertThat(secondLines.seen)
                .as("nothing is generated, learnt or trained again")
                .noneMatch(line -> line.startsWith("Training") || line.startsWith("History"));
        assertThat(postgresOf(data)).as("no server is left behind").doesNotExist();
    }

    private static List<String> program(Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Djdk.console=java.base",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(arguments);
        return command;
    }

    /** Under {@code script}, which is part of util-linux and of every BSD and gives a program a terminal. */
    private static Process inTerminal(List<String> command) throws IOException {
        boolean linux = System.getProperty("os.name").startsWith("Linux");
        List<String> script = new ArrayList<>(List.of("script", "-q"));
        if (linux) {
            script.addAll(List.of("-e", "-c", quoted(command), "/dev/null"));
        } else {
            script.add("/dev/null");
            script.addAll(command);
        }
        try {
            return new ProcessBuilder(script).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new IOException(
                    "This test needs the program `script` (package util-linux or bsdutils) for a terminal", e);
        }
    }

    private static String quoted(List<String> command) {
        // A build started in the background ignores SIGINT, and what it starts would ignore Ctrl-C with it.
        StringBuilder line = new StringBuilder("exec env --default-signal=INT");
        command.forEach(
                word -> line.append(" '").append(word.replace("'", "'\\''")).append('\''));
        return line.toString();
    }

    private Path writeLog() throws IOException {
        Path log = folder.resolve("log.ndjson");
        Iterator<Arrival> arrivals = new EventGenerator(new GeneratorSettings(1, 10, List.of("box", "microsoft")))
                .arrivals(START, START.plus(Duration.ofDays(3)), AttackPlan.none());
        try (OutputStream out = Files.newOutputStream(log)) {
            while (arrivals.hasNext()) {
                out.write(AuditEventJson.toBytes(arrivals.next().event()));
                out.write('\n');
            }
        }
        return log;
    }

    private static Path postgresOf(Path data) throws IOException {
        try (var inputs = Files.list(data)) {
            return inputs.findFirst().orElseThrow().resolve("postgres/data/postmaster.pid");
        }
    }

    /** What a process prints, line by line. */
    private static final class Lines {
        private final BlockingQueue<String> queue = new LinkedBlockingQueue<>();
        private final List<String> seen = new ArrayList<>();

        Lines(Process process) {
            Thread reader = new Thread(() -> {
                try (BufferedReader output =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                    for (String line = output.readLine(); line != null; line = output.readLine()) {
                        queue.add(line);
                    }
                } catch (IOException e) {
                    queue.add("The output could not be read: " + e);
                }
            });
            reader.setDaemon(true);
            reader.start();
        }

        void await(String text, Duration atMost) throws InterruptedException {
            long deadline = System.nanoTime() + atMost.toNanos();
            for (long left = atMost.toNanos(); left > 0; left = deadline - System.nanoTime()) {
                String line = queue.poll(left, TimeUnit.NANOSECONDS);
                if (line != null) {
                    seen.add(line);
                    if (line.contains(text)) {
                        return;
                    }
                }
            }
            assertThat(seen).as("what was printed within %s", atMost).anyMatch(line -> line.contains(text));
        }
    }

    /** Forks the program into its own terminal and waits for it, as Maven's exec plugin does, and dies of Ctrl-C. */
    static final class ForksLikeMaven {
        public static void main(String[] arguments) throws Exception {
            System.exit(new ProcessBuilder(program(Main.class, List.of(arguments)))
                    .inheritIO()
                    .start()
                    .waitFor());
        }
    }
}

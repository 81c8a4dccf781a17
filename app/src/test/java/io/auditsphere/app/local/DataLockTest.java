package io.auditsphere.app.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataLockTest {

    @TempDir
    Path folder;

    @Test
    void whatWasGivenBackCanBeTakenAtOnce() throws Exception {
        List<String> waiting = new ArrayList<>();
        DataLock.take(folder, Duration.ZERO, waiting::add).close();
        DataLock.take(folder, Duration.ZERO, waiting::add).close();

        assertThat(waiting).isEmpty();
    }

    /** Locks are between processes, so that another one holds it here. */
    @Test
    void anotherProcessIsNamedAndWaitedFor() throws Exception {
        Process holder = holder();
        try {
            assertThatThrownBy(() -> DataLock.take(folder, Duration.ofMillis(1), unused -> {}))
                    .isInstanceOf(LocalStartException.class)
                    .hasMessageContaining("process " + holder.pid())
                    .hasMessageContaining("--data");

            List<String> waiting = new ArrayList<>();
            try (DataLock taken = DataLock.take(folder, Duration.ofMinutes(1), text -> {
                waiting.add(text);
                holder.destroyForcibly();
            })) {
                assertThat(taken).isNotNull();
                assertThat(waiting).singleElement().asString().contains("process " + holder.pid(), folder.toString());
            }
        } finally {
            holder.destroyForcibly();
            holder.waitFor(1, TimeUnit.MINUTES);
        }
    }

    private Process holder() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        assertThat(output.readLine()).isEqualTo("taken");
        return process;
    }

    /** Takes the folder and keeps it until it is killed. */
    static final class Holder {
        public static void main(String[] arguments) throws Exception {
            try (DataLock lock = DataLock.take(Path.of(arguments[0]), Duration.ZERO, unused -> {})) {
                System.out.println("taken");
                Thread.currentThread().join();
                throw new IllegalStateException("ended while it held " + arguments[0] + " by " + lock.getClass());
            }
        }
    }
}

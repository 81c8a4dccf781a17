package io.auditsphere.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ConsoleTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);

    @Test
    void aTerminalKeepsTheProgressBelowTheLines() {
        Console console = new Console(out, true);
        console.progress("Generating", 0.5, "10 events");
        console.line("a line");
        console.done("Generating", "20 events");

        String bar = "Generating [###############---------------] 50%, 10 events";
        assertThat(text()).isEqualTo(bar + "\r\u001b[Ka line\n" + bar + "\r\u001b[KGenerating: 20 events\n");
    }

    @Test
    void elsewhereThereAreOnlyPlainLines() {
        Console console = new Console(out, false);
        console.progress("Generating", 0.25, "10 events");
        console.progress("Generating", 0.26, "11 events");
        console.progress("Generating", 0.27, "12 events");
        console.done("Generating", "40 events");

        assertThat(text()).isEqualTo("Generating: 25%, 10 events\nGenerating: 40 events\n");
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}

package io.auditsphere.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * Commands and options are API: the golden files hold them. Whoever means a change deletes the file and runs the test
 * twice: the first run writes it.
 */
class HelpTest {

    private static final Path GOLDEN = Path.of("src/test/resources/io/auditsphere/app/cli");

    static Stream<CommandLine> commands() {
        List<CommandLine> all = new ArrayList<>();
        collect(Main.commandLine(), all);
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpIsAsDocumented(CommandLine command) throws IOException {
        Path file = GOLDEN.resolve(command.getCommandSpec().qualifiedName("-") + ".txt");
        String help = command.setUsageHelpAutoWidth(false)
                .getUsageMessage(CommandLine.Help.Ansi.OFF)
                .replace(System.lineSeparator(), "\n");
        if (!Files.exists(file)) {
            Files.writeString(file, help);
        }
        assertThat(help).as(file.toString()).isEqualTo(Files.readString(file, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyOptionIsExplained(CommandLine command) {
        assertThat(command.getCommandSpec().options())
                .allSatisfy(option -> assertThat(String.join(" ", option.description()))
                        .as("%s of %s", option.longestName(), command.getCommandName())
                        .isNotBlank());
    }

    /** What only groups other commands needs no settings. */
    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandTakesAFileAndSingleSettings(CommandLine command) {
        if (command.getSubcommands().isEmpty()) {
            assertThat(command.getCommandSpec().optionsMap())
                    .as(command.getCommandName())
                    .containsKeys("--config", "-D", "--help");
        }
    }

    @Test
    void theCommandsAreThose() {
        assertThat(Main.commandLine().getSubcommands().keySet())
                .containsExactlyInAnyOrder(
                        "serve",
                        "train",
                        "local",
                        "generate",
                        "evaluate",
                        "ingest",
                        "score",
                        "backfill",
                        "topology",
                        "models",
                        "topics",
                        "detectors",
                        "suppressions",
                        "respond",
                        "dlq",
                        "mappings",
                        "reset",
                        "config",
                        "bench");
    }

    private static void collect(CommandLine command, List<CommandLine> into) {
        into.add(command);
        command.getSubcommands().values().forEach(sub -> collect(sub, into));
    }
}

package io.auditsphere.app.cli;

import io.auditsphere.app.config.Configuration;
import io.auditsphere.app.config.ConfigurationLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The two options that every command has, and what they amount to. */
final class SettingsOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings file. Without it $AUDITSPHERE_CONFIG, else conf/auditsphere.properties.")
    private Path file;

    @Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            description = "One setting, over the file and the environment; may be repeated. "
                    + "`auditsphere config --describe` lists the keys.")
    private final List<String> overrides = new ArrayList<>();

    /**
     * What is in force.
     *
     * @throws io.auditsphere.app.config.ConfigurationException naming the first thing that cannot be used
     */
    Configuration load() {
        return ConfigurationLoader.load(chosenFile(), System.getenv(), overrides);
    }

    /** What was given on the command line, as {@code key=value}: for processes that a command starts. */
    List<String> overrides() {
        return List.copyOf(overrides);
    }

    private Optional<Path> chosenFile() {
        if (file != null) {
            return Optional.of(file);
        }
        String variable = System.getenv(ConfigurationLoader.FILE_VARIABLE);
        if (variable != null && !variable.isBlank()) {
            return Optional.of(Path.of(variable));
        }
        String home = System.getProperty("auditsphere.home");
        return Optional.ofNullable(home)
                .map(folder -> Path.of(folder, "conf", "auditsphere.properties"))
                .filter(Files::isReadable);
    }
}

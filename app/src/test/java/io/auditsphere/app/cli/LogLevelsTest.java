package io.auditsphere.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogLevelsTest {

    private static final String OWN = "org.slf4j.simpleLogger.log.io.auditsphere";

    @TempDir
    Path home;

    @Test
    void theCommandLineStandsOverTheEnvironmentAndThatOverTheFile() throws Exception {
        Files.createDirectories(home.resolve("conf"));
        Files.writeString(home.resolve("conf/auditsphere.properties"), "log.level=error\nlog.levels=a.b=debug\n");

        assertThat(properties(Map.of(), "serve")).containsOnly(Map.entry(OWN, "error"), level("a.b", "debug"));
        Map<String, String> environment = Map.of("AUDITSPHERE_LOG_LEVEL", "warn", "AUDITSPHERE_LOG_LEVELS", "");
        assertThat(properties(environment, "serve")).containsOnly(Map.entry(OWN, "warn"), level("a.b", "debug"));
        assertThat(properties(environment, "serve", "-D", "log.level=debug", "-Dlog.levels=c=info, d.e=off"))
                .containsOnly(Map.entry(OWN, "debug"), level("c", "info"), level("d.e", "off"));
    }

    @Test
    void anotherFileIsReadWhereOneIsNamed() throws Exception {
        Path file = Files.writeString(home.resolve("other"), "log.level=trace\n");

        assertThat(properties(Map.of(), "serve", "--config", file.toString())).containsEntry(OWN, "trace");
        assertThat(properties(Map.of(), "serve", "--config=" + file)).containsEntry(OWN, "trace");
        assertThat(properties(Map.of("AUDITSPHERE_CONFIG", file.toString()), "serve"))
                .containsEntry(OWN, "trace");
    }

    @Test
    void theLocalModeIsQuietUnlessToldOtherwise() {
        assertThat(properties(Map.of(), "local")).containsOnly(Map.entry(OWN, "warn"));
        assertThat(properties(Map.of(), "local", "-D", "log.level=info")).containsOnly(Map.entry(OWN, "info"));
        assertThat(properties(Map.of(), "serve")).isEmpty();
    }

    @Test
    void whatCannotBeReadIsLeftToTheConfiguration() {
        assertThat(properties(Map.of(), "serve", "--config", "absent", "-D", "log.levels==x,,y", "-D"))
                .isEmpty();
    }

    private Map<String, String> properties(Map<String, String> environment, String... arguments) {
        return new LogLevels(arguments, environment, home.toString()).properties();
    }

    private static Map.Entry<String, String> level(String logger, String level) {
        return Map.entry("org.slf4j.simpleLogger.log." + logger, level);
    }
}

package io.auditsphere.app.cli;

import io.auditsphere.app.config.ConfigurationLoader;
import io.auditsphere.app.config.ServiceKeys;
import io.auditsphere.app.config.Setting;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Puts {@code log.level} and {@code log.levels} in force. That must be done before the first logger is made, which
 * reading the whole configuration does already: so these two are looked for by themselves. Whatever is wrong with them
 * is ignored here and told when the configuration is read. Immutable.
 */
final class LogLevels {

    private static final String LOGGER = "org.slf4j.simpleLogger.log.";
    private static final String OWN = "io.auditsphere";

    private final String[] arguments;
    private final Map<String, String> environment;
    private final String home;

    /**
     * @param home where the program is installed; null if that is not known
     */
    LogLevels(String[] arguments, Map<String, String> environment, String home) {
        this.arguments = arguments.clone();
        this.environment = environment;
        this.home = home;
    }

    /** Sets them as properties of the system; those that are set there already stay. */
    void apply() {
        properties().forEach((name, level) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, level);
            }
        });
    }

    /** The properties of the logging library that the settings amount to. */
    Map<String, String> properties() {
        Properties file = file();
        Map<String, String> properties = new HashMap<>();
        given(ServiceKeys.LOG_LEVEL, file)
                .or(this::quietForPeople)
                .ifPresent(level -> properties.put(LOGGER + OWN, level.strip()));
        given(ServiceKeys.LOG_LEVELS, file).ifPresent(levels -> {
            for (String pair : levels.split(",", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    properties.put(
                            LOGGER + pair.substring(0, equals).strip(),
                            pair.substring(equals + 1).strip());
                }
            }
        });
        return properties;
    }

    /** The local mode talks to a person: its log says what is wrong, and no more. */
    private Optional<String> quietForPeople() {
        return arguments.length > 0 && arguments[0].equals("local") ? Optional.of("warn") : Optional.empty();
    }

    private Optional<String> given(Setting<?> setting, Properties file) {
        String found = file.getProperty(setting.key());
        String variable = environment.get(setting.environmentVariable());
        if (variable != null && !variable.isBlank()) {
            found = variable;
        }
        for (String argument : joined("-D")) {
            if (argument.startsWith(setting.key() + "=")) {
                found = argument.substring(setting.key().length() + 1);
            }
        }
        return Optional.ofNullable(found);
    }

    /** The values of an option, written apart or together. */
    private Iterable<String> joined(String option) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].equals(option) && i + 1 < arguments.length) {
                values.add(arguments[i + 1]);
            } else if (arguments[i].startsWith(option)) {
                String value = arguments[i].substring(option.length());
                values.add(value.startsWith("=") ? value.substring(1) : value);
            }
        }
        return values;
    }

    private Properties file() {
        Properties properties = new Properties();
        Path file = null;
        for (String named : joined("--config")) {
            file = Path.of(named);
        }
        String variable = environment.get(ConfigurationLoader.FILE_VARIABLE);
        if (file == null && variable != null && !variable.isBlank()) {
            file = Path.of(variable);
        }
        if (file == null && home != null) {
            file = Path.of(home, "conf", "auditsphere.properties");
        }
        if (file != null && Files.isReadable(file)) {
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException unreadable) {
                return new Properties(); // reading the configuration tells
            }
        }
        return properties;
    }
}

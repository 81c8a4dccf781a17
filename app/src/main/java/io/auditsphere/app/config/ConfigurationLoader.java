package io.auditsphere.app.config;

import io.auditsphere.app.config.Configuration.Given;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Puts a configuration together: defaults, then the file, then the environment, then the command line, each over the one
 * before. A key is written {@code dedup.retention} in the file and on the command line, {@code
 * AUDITSPHERE_DEDUP_RETENTION} in the environment; the variables of the old service are taken everywhere. An empty
 * variable counts as not set. For one thread.
 */
public final class ConfigurationLoader {

    /** What precedes a key's name in the environment. */
    public static final String VARIABLE_PREFIX = "AUDITSPHERE_";
    /** The variable that names the file where {@code --config} does not. */
    public static final String FILE_VARIABLE = VARIABLE_PREFIX + "CONFIG";
    /** Variables of the start script and not of the program. */
    private static final List<String> SCRIPT_VARIABLES = List.of(FILE_VARIABLE, VARIABLE_PREFIX + "JAVA_OPTIONS");
    /** A slip of this many letters is named; more is another word. */
    private static final int SLIP = 4;

    private final Map<String, Setting<?>> byName = new HashMap<>();
    private final Map<String, Setting<?>> byVariable = new HashMap<>();
    private final Map<Setting<?>, Given> given = new LinkedHashMap<>();
    private final Map<String, Given> kafka = new TreeMap<>();

    private ConfigurationLoader() {
        for (Setting<?> setting : Keys.all()) {
            byName.put(setting.key(), setting);
            byVariable.put(setting.environmentVariable(), setting);
            if (setting.variable() != null) {
                byName.put(setting.variable(), setting);
                byVariable.put(setting.variable(), setting);
            }
        }
    }

    /**
     * Reads and checks everything.
     *
     * @param file the properties file, UTF-8, if there is one
     * @param environment the process's environment
     * @param overrides {@code key=value} from the command line, later ones over earlier ones
     * @throws ConfigurationException naming the key, the value, where it was given and what is allowed
     */
    public static Configuration load(Optional<Path> file, Map<String, String> environment, List<String> overrides) {
        ConfigurationLoader loader = new ConfigurationLoader();
        file.ifPresent(loader::readFile);
        loader.readEnvironment(environment);
        overrides.forEach(loader::readOverride);
        return new Configuration(loader.given, loader.kafka);
    }

    /** The environment's name of a key: {@code dedup.retention} is {@code AUDITSPHERE_DEDUP_RETENTION}. */
    static String variableOf(String key) {
        return VARIABLE_PREFIX + key.replace('.', '_').toUpperCase(Locale.ROOT);
    }

    private void readFile(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigurationException(
                    "The configuration file " + file + " cannot be read (" + e
                            + "); name a readable file of lines key=value, in UTF-8, with --config",
                    e);
        }
        Map<Setting<?>, String> names = new HashMap<>();
        for (String name : new TreeSet<>(properties.stringPropertyNames())) {
            String value = properties.getProperty(name);
            Setting<?> setting = byName.get(name);
            if (setting != null) {
                String other = names.put(setting, name);
                if (other != null) {
                    throw new ConfigurationException("The file " + file + " sets " + setting.key() + " twice, as "
                            + other + " and as " + name + "; keep one of them");
                }
            }
            put(name, value, "file " + file);
        }
    }

    private void readEnvironment(Map<String, String> environment) {
        // Sorted, and so that the name of today (AUDITSPHERE_…) comes before that of the old service and yields to
        // none.
        Map<Setting<?>, String> names = new HashMap<>();
        for (Map.Entry<String, String> variable : new TreeMap<>(environment).entrySet()) {
            String name = variable.getKey();
            if (variable.getValue().isEmpty() || SCRIPT_VARIABLES.contains(name)) {
                continue;
            }
            Setting<?> setting = byVariable.get(name);
            if (setting != null) {
                if (names.putIfAbsent(setting, name) == null) {
                    given.put(setting, new Given(variable.getValue().trim(), "variable " + name));
                }
            } else if (name.startsWith(VARIABLE_PREFIX)) {
                readUnlistedVariable(name, variable.getValue());
            }
        }
    }

    private void readUnlistedVariable(String name, String value) {
        String key = name.substring(VARIABLE_PREFIX.length()).replace('_', '.').toLowerCase(Locale.ROOT);
        if (!key.startsWith(Keys.KAFKA_PREFIX)) {
            throw unknown("The variable " + name, name, byVariable.keySet());
        }
        put(key, value, "variable " + name);
    }

    private void readOverride(String override) {
        int equals = override.indexOf('=');
        if (equals <= 0) {
            throw new ConfigurationException("-D " + override + " is not key=value");
        }
        put(override.substring(0, equals).trim(), override.substring(equals + 1), "command line");
    }

    private void put(String name, String value, String origin) {
        Given one = new Given(value.trim(), origin);
        Setting<?> setting = byName.get(name);
        if (setting != null) {
            given.put(setting, one);
        } else if (name.startsWith(Keys.KAFKA_PREFIX)) {
            String kafkaName = name.substring(Keys.KAFKA_PREFIX.length());
            KafkaNames.refuseSlip(kafkaName, origin);
            kafka.put(kafkaName, one);
        } else {
            throw unknown("The key " + name + " (" + origin + ")", name, byName.keySet());
        }
    }

    private static ConfigurationException unknown(String what, String name, Iterable<String> known) {
        String suggestion = NearestName.of(name, known, SLIP)
                .map(nearest -> "did you mean " + nearest + "? ")
                .orElse("");
        return new ConfigurationException(
                what + " is unknown; " + suggestion + "`auditsphere config --describe` lists every key");
    }
}

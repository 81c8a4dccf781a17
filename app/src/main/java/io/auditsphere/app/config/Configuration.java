package io.auditsphere.app.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is in force: a value for every key, where it comes from, and Kafka's own settings. Immutable, thread-safe. */
public final class Configuration {

    /**
     * A value as it was given.
     *
     * @param text the text, trimmed
     * @param origin where it was given, in words: "default", a file, a variable, the command line
     */
    record Given(String text, String origin) {}

    /** What a setting's origin is where nothing was given. */
    static final String DEFAULT_ORIGIN = "default";

    private final Map<Setting<?>, Given> given;
    private final Map<String, Given> kafka;
    private final Map<Setting<?>, Object> values = new LinkedHashMap<>();

    /**
     * @throws ConfigurationException at the first value that is not allowed
     */
    Configuration(Map<Setting<?>, Given> given, Map<String, Given> kafka) {
        this.given = Map.copyOf(given);
        this.kafka = new TreeMap<>(kafka);
        for (Setting<?> setting : Keys.all()) {
            values.put(setting, read(setting));
        }
        if (get(ScoringKeys.BUSINESS_HOURS_END) <= get(ScoringKeys.BUSINESS_HOURS_START)) {
            throw new ConfigurationException(
                    ScoringKeys.BUSINESS_HOURS_END.key() + " = " + get(ScoringKeys.BUSINESS_HOURS_END) + " ("
                            + origin(ScoringKeys.BUSINESS_HOURS_END) + "); allowed: an hour after "
                            + ScoringKeys.BUSINESS_HOURS_START.key()
                            + ", which is " + get(ScoringKeys.BUSINESS_HOURS_START));
        }
    }

    /** The defaults alone. */
    public static Configuration defaults() {
        return new Configuration(Map.of(), Map.of());
    }

    /** The value in force. */
    @SuppressWarnings("unchecked") // the constructor read each value by its own setting's type
    public <T> T get(Setting<T> setting) {
        return (T) values.get(setting);
    }

    /** Where a value comes from, in words. */
    public String origin(Setting<?> setting) {
        return Optional.ofNullable(given.get(setting)).map(Given::origin).orElse(DEFAULT_ORIGIN);
    }

    /** Whether a value was given, be it the default. */
    public boolean isGiven(Setting<?> setting) {
        return given.containsKey(setting);
    }

    /** The value's text as it may be shown to people: secrets masked. */
    public String shown(Setting<?> setting) {
        String text = textOf(setting);
        return setting.secret() ? Secrets.masked(text) : text;
    }

    /** Settings of Kafka's clients and of Kafka Streams, without the prefix, sorted by name. Holds secrets. */
    public Map<String, String> kafka() {
        Map<String, String> settings = new TreeMap<>();
        kafka.forEach((name, one) -> settings.put(name, one.text()));
        return settings;
    }

    /** {@link #kafka} as it may be shown to people, with where each comes from. */
    Map<String, Given> shownKafka() {
        Map<String, Given> shown = new TreeMap<>();
        kafka.forEach((name, one) ->
                shown.put(name, Secrets.isSecret(name) ? new Given(Secrets.masked(one.text()), one.origin()) : one));
        return shown;
    }

    /** A copy with one value replaced, given by the program itself. */
    public Configuration with(Setting<?> setting, String text, String origin) {
        Map<Setting<?>, Given> changed = new LinkedHashMap<>(given);
        changed.put(setting, new Given(text, origin));
        return new Configuration(changed, kafka);
    }

    /** A copy with one of Kafka's own settings replaced, given by the program itself. */
    public Configuration withKafka(String name, String text, String origin) {
        Map<String, Given> changed = new TreeMap<>(kafka);
        changed.put(name, new Given(text, origin));
        return new Configuration(given, changed);
    }

    private String textOf(Setting<?> setting) {
        Given one = given.get(setting);
        return one == null ? setting.defaultText() : one.text();
    }

    private Object read(Setting<?> setting) {
        String text = textOf(setting);
        try {
            return setting.type().read(text);
        } catch (RuntimeException e) {
            // The cause may quote the value, which must not be shown if it is secret.
            String detail = setting.secret() || e.getMessage() == null ? "" : ": " + e.getMessage();
            throw new ConfigurationException(
                    setting.key() + " = " + shown(setting) + " (" + origin(setting) + ") cannot be used" + detail
                            + "; allowed: " + setting.type().allowed(),
                    setting.secret() ? null : e);
        }
    }
}

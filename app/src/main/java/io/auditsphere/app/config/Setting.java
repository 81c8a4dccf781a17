package io.auditsphere.app.config;

import java.util.Objects;

/**
 * One key: what it is called, how it is read, what holds without it, and what it is for. Immutable.
 *
 * @param key the dotted name in files and after {@code -D}
 * @param variable the name under which the old service read it from the environment, taken as well; or null
 * @param type how its text is read
 * @param defaultText what holds where nothing is given; always readable by the type
 * @param secret whether the value must never be printed
 * @param doc what it decides, in one or two sentences
 * @param <T> what its text is read as
 */
public record Setting<T>(
        String key, String variable, ValueType<T> type, String defaultText, boolean secret, String doc) {

    public Setting {
        Objects.requireNonNull(key);
        Objects.requireNonNull(type);
        Objects.requireNonNull(defaultText);
        Objects.requireNonNull(doc);
    }

    static <T> Setting<T> of(String key, ValueType<T> type, String defaultText, String doc) {
        return new Setting<>(key, null, type, defaultText, false, doc);
    }

    /** The same, known to the old service under this variable. */
    Setting<T> alsoKnownAs(String oldVariable) {
        return new Setting<>(key, oldVariable, type, defaultText, secret, doc);
    }

    /** The same, its value never printed. */
    Setting<T> keptSecret() {
        return new Setting<>(key, variable, type, defaultText, true, doc);
    }

    /** The name of the environment variable that sets it: {@code AUDITSPHERE_} and the key in upper case. */
    public String environmentVariable() {
        return ConfigurationLoader.variableOf(key);
    }
}

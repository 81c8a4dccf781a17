package io.auditsphere.app.config;

import java.util.Objects;
import java.util.function.Function;

/**
 * How the text of a setting is read and what is allowed. Immutable and thread-safe.
 *
 * @param <T> what the text is read as
 */
public final class ValueType<T> {

    private final String allowed;
    private final Function<String, T> reader;

    /**
     * @param allowed what may be written, in words that complete "allowed: …"
     * @param reader turns trimmed text into a value; throws {@link IllegalArgumentException} or {@link
     *     java.time.DateTimeException} where it is not allowed
     */
    ValueType(String allowed, Function<String, T> reader) {
        this.allowed = Objects.requireNonNull(allowed);
        this.reader = Objects.requireNonNull(reader);
    }

    /** What may be written, in words that complete "allowed: …". */
    public String allowed() {
        return allowed;
    }

    /**
     * The value of a text.
     *
     * @throws RuntimeException if the text is not allowed
     */
    T read(String text) {
        return reader.apply(text.trim());
    }
}

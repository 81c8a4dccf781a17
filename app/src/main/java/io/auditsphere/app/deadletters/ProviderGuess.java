package io.auditsphere.app.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whose log a record that could not be read may come from: what its key or its first fields say of that. */
final class ProviderGuess {

    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,49}");
    /** Looked at, from the start; a normalised event says it among its first fields. */
    private static final int MOST_TOKENS = 200;

    private ProviderGuess() {}

    /** A provider's name, or {@link DeadLetter#NONE}. */
    static String of(DeadLetter letter) {
        return ofKey(letter.key()).or(() -> ofValue(letter.value())).orElse(DeadLetter.NONE);
    }

    /** A user key is {@code provider|user}. */
    private static Optional<String> ofKey(byte[] key) {
        if (key == null) {
            return Optional.empty();
        }
        for (int i = 0; i < Math.min(key.length, 51); i++) {
            if (key[i] == '|') {
                return name(new String(key, 0, i, UTF_8));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> ofValue(byte[] value) {
        if (value == null) {
            return Optional.empty();
        }
        try (JsonParser json = JSON.createParser(value)) {
            for (int i = 0; i < MOST_TOKENS; i++) {
                JsonToken token = json.nextToken();
                if (token == null) {
                    return Optional.empty();
                }
                if (token == JsonToken.FIELD_NAME && json.currentName().equals("provider")) {
                    return json.nextToken() == JsonToken.VALUE_STRING ? name(json.getText()) : Optional.empty();
                }
            }
        } catch (IOException notJson) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static Optional<String> name(String text) {
        String folded = text.strip().toLowerCase(Locale.ROOT);
        return NAME.matcher(folded).matches() ? Optional.of(folded) : Optional.empty();
    }
}

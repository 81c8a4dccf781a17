package io.auditsphere.app.models;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Keys of the models topic: {@code provider/active}. Another role, {@code shadow}, is reserved. */
final class ModelKey {

    private static final String ACTIVE = "/active";

    private ModelKey() {}

    static byte[] active(String provider) {
        return (provider + ACTIVE).getBytes(StandardCharsets.UTF_8);
    }

    /** The provider of an active model's key; empty if the key is of another kind. */
    static Optional<String> activeProvider(byte[] key) {
        if (key == null) {
            return Optional.empty();
        }
        String text = new String(key, StandardCharsets.UTF_8);
        return text.endsWith(ACTIVE) && text.length() > ACTIVE.length()
                ? Optional.of(text.substring(0, text.length() - ACTIVE.length()))
                : Optional.empty();
    }
}

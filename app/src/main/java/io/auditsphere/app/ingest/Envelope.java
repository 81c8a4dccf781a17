package io.auditsphere.app.ingest;

import java.io.IOException;

/**
 * Takes off what collectors put around events: lists under a name, JSON text in a field, gzip and base64. Immutable and
 * thread-safe.
 */
final class Envelope {

    private final int maxUnpackedBytes;

    Envelope(int maxUnpackedBytes) {
        this.maxUnpackedBytes = maxUnpackedBytes;
    }

    /** The object or array under the first wrapper that holds one; null if the object wraps nothing. */
    JsonValue contentOrNull(JsonValue object) {
        for (String name : WrapperNames.ALL) {
            JsonValue content = containerOrNull(object.path(name));
            if (content != null) {
                return content;
            }
        }
        return containerOrNull(object.path("event").path("original"));
    }

    /** The container that a value is or, as text or packed text, holds. */
    JsonValue containerOrNull(JsonValue value) {
        if (value.isContainer()) {
            return value;
        }
        if (!value.isTextual()) {
            return null;
        }
        String text = value.textValue();
        JsonValue json = JsonText.containerOrNull(text);
        return json == null ? packedOrNull(text) : json;
    }

    private JsonValue packedOrNull(String text) {
        byte[] bytes = PackedBytes.base64OrNull(text);
        if (bytes == null) {
            return null;
        }
        try {
            byte[] content = PackedBytes.isGzip(bytes) ? PackedBytes.gunzipOrNull(bytes, maxUnpackedBytes) : bytes;
            JsonValue node = content == null ? null : JsonText.read(content);
            return node != null && node.isContainer() ? node : null;
        } catch (IOException notPacked) {
            return null;
        }
    }
}

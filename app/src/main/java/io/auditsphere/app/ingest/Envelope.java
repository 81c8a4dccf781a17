package io.auditsphere.app.ingest;

import com.fasterxml.jackson.databind.JsonNode;
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
    JsonNode contentOrNull(JsonNode object) {
        for (String name : WrapperNames.ALL) {
            JsonNode content = containerOrNull(object.get(name));
            if (content != null) {
                return content;
            }
        }
        return containerOrNull(object.path("event").get("original"));
    }

    /** The container that a value is or, as text or packed text, holds. */
    JsonNode containerOrNull(JsonNode value) {
        if (value == null || value.isContainerNode()) {
            return value;
        }
        if (!value.isTextual()) {
            return null;
        }
        String text = value.textValue();
        JsonNode json = JsonText.containerOrNull(text);
        return json == null ? packedOrNull(text) : json;
    }

    private JsonNode packedOrNull(String text) {
        byte[] bytes = PackedBytes.base64OrNull(text);
        if (bytes == null) {
            return null;
        }
        try {
            byte[] content = PackedBytes.isGzip(bytes) ? PackedBytes.gunzipOrNull(bytes, maxUnpackedBytes) : bytes;
            JsonNode node = content == null ? null : JsonText.MAPPER.readTree(content);
            return node != null && node.isContainerNode() ? node : null;
        } catch (IOException notPacked) {
            return null;
        }
    }
}

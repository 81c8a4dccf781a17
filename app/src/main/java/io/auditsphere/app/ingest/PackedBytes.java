package io.auditsphere.app.ingest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPInputStream;

/** Values that a collector packed: gzip, base64, or gzip in base64. */
final class PackedBytes {

    /** The shortest text that is tried as base64; no event fits in less. */
    private static final int MIN_BASE64 = 16;

    /**
     * How many bytes one packed byte may unpack to. Audit logs pack to a tenth to a fiftieth; zeroes to a thousandth,
     * so that a bomb costs a hundred times what its sender paid, and not a thousand times.
     */
    private static final int MAX_RATIO = 100;

    private PackedBytes() {}

    static boolean isGzip(byte[] bytes) {
        return bytes.length > 2 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b;
    }

    /**
     * What a record's bytes hold: themselves, or what they were packed from where they are gzip, base64 or gzip in base64
     * as a whole; null if that is over the limit.
     *
     * @throws IOException if they begin as gzip and are no valid gzip
     */
    static byte[] contentOrNull(byte[] bytes, int limit) throws IOException {
        if (isGzip(bytes)) {
            return gunzipOrNull(bytes, limit);
        }
        if (!isLetterOrDigit(bytes[0])) {
            return bytes;
        }
        // JSON that is a record begins with a brace, a bracket or a quotation mark; base64 of it with a letter.
        byte[] packed = base64OrNull(new String(bytes, StandardCharsets.ISO_8859_1));
        if (packed != null && isGzip(packed)) {
            return gunzipOrNull(packed, limit);
        }
        boolean json = packed != null && packed.length > 0 && (packed[0] == '{' || packed[0] == '[');
        return json ? packed : bytes;
    }

    private static boolean isLetterOrDigit(byte b) {
        return (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z') || (b >= '0' && b <= '9');
    }

    /**
     * The content of gzip bytes, or null if it is over the limit or over {@value #MAX_RATIO} times their own length.
     *
     * @throws IOException if the bytes are no valid gzip
     */
    static byte[] gunzipOrNull(byte[] bytes, int limit) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] content = in.readNBytes((int) Math.min(limit, (long) MAX_RATIO * bytes.length));
            return in.read() < 0 ? content : null;
        }
    }

    /** The bytes that a base64 text stands for, or null if it is none. */
    static byte[] base64OrNull(String text) {
        String trimmed = text.strip();
        if (trimmed.length() < MIN_BASE64 || trimmed.length() % 4 != 0) {
            return null;
        }
        for (int i = 0; i < trimmed.length(); i++) {
            char c = trimmed.charAt(i);
            boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (!letter && c != '+' && c != '/' && !(c == '=' && i >= trimmed.length() - 2)) {
                return null;
            }
        }
        try {
            return Base64.getDecoder().decode(trimmed);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }
}

package io.auditsphere.model.detect;

import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.Subject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The stable id of an episode: the first 128 bits of the SHA-256 of whom it is about, who found it, what type it is and
 * the event that opened it. A replay of the same events gives the same id, so that a consumer sees one finding twice and
 * not two.
 */
record FindingId(long high, long low) {

    static FindingId of(Subject subject, String detector, AnomalyType type, String firstEventId) {
        MessageDigest digest = sha256();
        part(digest, subject.type().wireName());
        part(digest, subject.id());
        part(digest, detector);
        part(digest, type.wireName());
        part(digest, firstEventId);
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        return new FindingId(hash.getLong(), hash.getLong());
    }

    /** Each part is preceded by its length, so that no two lists of parts run together into the same bytes. */
    private static void part(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256, this one has not", e);
        }
    }

    /** 32 lower-case hexadecimal digits. */
    @Override
    public String toString() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(high) + hex.toHexDigits(low);
    }
}

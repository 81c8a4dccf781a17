package io.auditsphere.model.interchange;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** One message in the wire format of Protocol Buffers, as far as ONNX needs it. Not thread-safe. */
final class ProtocolBuffer {

    private static final int VARINT = 0;
    private static final int LENGTH_DELIMITED = 2;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    ProtocolBuffer number(int field, long value) {
        varint(out, (long) field << 3 | VARINT);
        varint(out, value);
        return this;
    }

    ProtocolBuffer text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    ProtocolBuffer message(int field, ProtocolBuffer value) {
        return bytes(field, value.toByteArray());
    }

    /** A packed list. */
    ProtocolBuffer floats(int field, float[] values) {
        ByteBuffer packed = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            packed.putFloat(value);
        }
        return bytes(field, packed.array());
    }

    /** A packed list. */
    ProtocolBuffer numbers(int field, long[] values) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        for (long value : values) {
            varint(packed, value);
        }
        return bytes(field, packed.toByteArray());
    }

    private ProtocolBuffer bytes(int field, byte[] value) {
        varint(out, (long) field << 3 | LENGTH_DELIMITED);
        varint(out, value.length);
        out.writeBytes(value);
        return this;
    }

    private static void varint(ByteArrayOutputStream to, long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            to.write((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        to.write((int) rest);
    }

    byte[] toByteArray() {
        return out.toByteArray();
    }
}

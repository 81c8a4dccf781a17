package io.auditsphere.model.snapshot;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;

/**
 * Snapshots as bytes: big-endian, in this order,
 *
 * <pre>
 *   magic            8 bytes, "ASPHERE\n"
 *   format version   u16, now 4
 *   length           i32, of the whole file
 *   body             of that version, see {@link SnapshotWriter}
 *   CRC-32C          i32, of everything before it
 * </pre>
 *
 * <p>The rule for later versions: a program reads every version up to its own and refuses newer ones by name, so update
 * the programs that read before the trainer that writes. A file of each version stays among the test fixtures.
 * Thread-safe.
 */
public final class SnapshotCodec {

    static final byte[] MAGIC = {'A', 'S', 'P', 'H', 'E', 'R', 'E', '\n'};
    static final int VERSION = 4;

    /** Magic, version and length. */
    static final int HEADER_BYTES = MAGIC.length + Short.BYTES + Integer.BYTES;

    private static final int CRC_BYTES = Integer.BYTES;
    private static final int NAMES_SHOWN = 3;
    private static final int NAME_SHOWN = 40;

    private SnapshotCodec() {}

    /** The snapshot as bytes, in the newest format. */
    public static byte[] encode(ModelSnapshot snapshot) {
        SnapshotWriter body = new SnapshotWriter();
        body.write(snapshot);
        byte[] content = body.toByteArray();
        ByteBuffer file = ByteBuffer.allocate(HEADER_BYTES + content.length + CRC_BYTES);
        file.put(MAGIC).putShort((short) VERSION).putInt(file.capacity()).put(content);
        file.putInt(checksum(file.array(), file.position()));
        return file.array();
    }

    /**
     * The snapshot of these bytes, for a scorer whose feature schema has this hash.
     *
     * @throws SnapshotFormatException if the bytes are damaged, of a newer version, or of another feature schema
     */
    public static ModelSnapshot decode(byte[] bytes, byte[] expectedSchemaHash) throws SnapshotFormatException {
        ModelSnapshot snapshot = decode(bytes);
        if (!Arrays.equals(snapshot.schemaHash(), expectedSchemaHash)) {
            throw new SnapshotFormatException("the model " + snapshot.version() + " of " + snapshot.provider()
                    + " was fitted on the feature schema " + hex(snapshot.schemaHash()) + named(snapshot)
                    + ", but this program computes " + hex(expectedSchemaHash) + "; train it again with this program");
        }
        return snapshot;
    }

    /**
     * The snapshot of these bytes, whatever its feature schema.
     *
     * @throws SnapshotFormatException if the bytes are damaged or of a newer version
     */
    public static ModelSnapshot decode(byte[] bytes) throws SnapshotFormatException {
        requireWhole(bytes);
        ByteBuffer body = ByteBuffer.wrap(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES - CRC_BYTES);
        try {
            ModelSnapshot snapshot = new SnapshotReader(body, version(bytes)).read();
            if (body.hasRemaining()) {
                throw new SnapshotFormatException(body.remaining() + " bytes follow the last tree of the snapshot");
            }
            return snapshot;
        } catch (BufferUnderflowException | IllegalArgumentException | IllegalStateException e) {
            // The checksum was right: whoever wrote this wrote it wrong.
            throw new SnapshotFormatException("the snapshot's content is not valid: " + e.getMessage(), e);
        }
    }

    /** Whether these bytes begin as a snapshot does; nothing else is looked at. */
    public static boolean isSnapshot(byte[] bytes) {
        return bytes.length >= MAGIC.length && Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    private static void requireWhole(byte[] bytes) throws SnapshotFormatException {
        if (bytes.length < HEADER_BYTES + CRC_BYTES || !isSnapshot(bytes)) {
            throw new SnapshotFormatException(
                    "these " + bytes.length + " bytes are no model snapshot: they do not begin with its magic");
        }
        int version = version(bytes);
        if (version < 1 || version > VERSION) {
            throw new SnapshotFormatException("the snapshot has the format version " + version
                    + ", but this program reads 1.." + VERSION + "; update this program");
        }
        int length = ByteBuffer.wrap(bytes).getInt(MAGIC.length + Short.BYTES);
        if (length != bytes.length) {
            throw new SnapshotFormatException("the snapshot should be " + length + " bytes long, but there are "
                    + bytes.length + "; fetch it again");
        }
        int end = bytes.length - CRC_BYTES;
        if (ByteBuffer.wrap(bytes).getInt(end) != checksum(bytes, end)) {
            throw new SnapshotFormatException("the snapshot's checksum is wrong: it was damaged; fetch it again");
        }
    }

    private static int version(byte[] bytes) {
        return Short.toUnsignedInt(ByteBuffer.wrap(bytes).getShort(MAGIC.length));
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    /** The first of the names, each as far as it is printable; they are the words of whoever wrote the file. */
    private static String named(ModelSnapshot snapshot) {
        if (snapshot.featureNames().isEmpty()) {
            return "";
        }
        String names = snapshot.featureNames().stream()
                .limit(NAMES_SHOWN)
                .map(name -> name.length() <= NAME_SHOWN ? name : name.substring(0, NAME_SHOWN) + "…")
                .map(name -> name.replaceAll("[^\\p{Graph} ]", "?"))
                .collect(Collectors.joining(", "));
        return " (" + names + (snapshot.featureNames().size() > NAMES_SHOWN ? ", …" : "") + ")";
    }

    private static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash, 0, Math.min(8, hash.length)) + "…";
    }
}

package io.auditsphere.app.models;

import io.auditsphere.model.snapshot.ModelSnapshot;
import io.auditsphere.model.snapshot.SnapshotCodec;
import io.auditsphere.model.snapshot.SnapshotFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Models as files: read within bounds, written whole or not at all. Stateless. */
public final class ModelFiles {

    /** No snapshot is larger than what the topic takes, and JSON takes some ten times as much. */
    private static final long MAX_BYTES = 80L << 20;

    private ModelFiles() {}

    /** The bytes of a file that may be a model. */
    public static byte[] read(Path file) throws IOException, ModelRegistryException {
        if (Files.size(file) > MAX_BYTES) {
            throw new ModelRegistryException("The file " + file + " has " + Files.size(file)
                    + " bytes; a model has at most " + MAX_BYTES + ". Is it a model?");
        }
        return Files.readAllBytes(file);
    }

    /**
     * The snapshot of these bytes, whatever its features.
     *
     * @param what names it at the beginning of a message
     */
    public static ModelSnapshot decode(byte[] bytes, String what) throws ModelRegistryException {
        try {
            return SnapshotCodec.decode(bytes);
        } catch (SnapshotFormatException e) {
            throw new ModelRegistryException(what + " cannot be used: " + e.getMessage() + ".", e);
        }
    }

    /** Writes a file, whole or not at all; one that is there is replaced. */
    public static void write(Path file, byte[] bytes) throws IOException {
        Path target = file.toAbsolutePath();
        Path written = Files.createTempFile(target.getParent(), ".model-", ".part");
        try {
            Files.write(written, bytes);
            Files.move(written, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(written);
        }
    }
}

package io.auditsphere.app.models;

import io.auditsphere.app.storage.ModelRow;
import io.auditsphere.app.storage.ModelTable;
import io.auditsphere.model.features.AuditFeatures;
import io.auditsphere.model.snapshot.ModelSnapshot;
import io.auditsphere.model.snapshot.SnapshotCodec;
import io.auditsphere.model.snapshot.SnapshotFormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Every model that was stored, and which of them are in force. What the models topic holds is what scores; the table
 * says which version that is. A change is published first and noted second, so that a crash in between is mended by
 * doing it again. Thread-safe.
 */
public final class ModelRegistry {

    private final ModelTable table;

    /** The registry over this table. */
    public ModelRegistry(ModelTable table) {
        this.table = table;
    }

    /** The stored models of a provider, newest first; of all providers if it is null. */
    public List<ModelRow> list(String provider) throws SQLException {
        return table.list(provider);
    }

    /** What is stored of one version. */
    public ModelRow show(UUID version) throws SQLException, ModelRegistryException {
        return table.find(version).orElseThrow(() -> unknown(version));
    }

    /** The model of this version, decoded. */
    public ModelSnapshot load(UUID version) throws SQLException, ModelRegistryException {
        return usable(bytes(version), "The stored model " + version);
    }

    /** The model in force of a provider; empty if none is, or if what is stored cannot be used by this program. */
    public Optional<ModelSnapshot> active(String provider) throws SQLException {
        Optional<ModelRow> row = table.active(provider);
        Optional<byte[]> bytes =
                row.isEmpty() ? Optional.empty() : table.bytes(row.get().version());
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(SnapshotCodec.decode(bytes.get(), AuditFeatures.SCHEMA.hash()));
        } catch (SnapshotFormatException e) {
            return Optional.empty();
        }
    }

    /**
     * Stores a new model and puts it in force.
     *
     * @param snapshot the model
     * @param bytes the same as its codec wrote it
     * @param metrics what was measured of it, as a JSON object
     * @param keep how many models of the provider stay in the registry
     */
    public void put(ModelSnapshot snapshot, byte[] bytes, String metrics, int keep, ModelPublisher publisher)
            throws SQLException {
        table.store(snapshot, bytes, metrics);
        publisher.publish(snapshot, bytes);
        table.activate(snapshot.version());
        table.prune(snapshot.provider(), keep);
    }

    /** Puts a stored model in force in place of its provider's present one. */
    public ModelRow activate(UUID version, ModelPublisher publisher) throws SQLException, ModelRegistryException {
        byte[] bytes = bytes(version);
        ModelSnapshot snapshot = usable(bytes, "The stored model " + version);
        publisher.publish(snapshot, bytes);
        table.activate(version);
        return show(version);
    }

    /** Puts the model in force that was trained before a provider's present one. */
    public ModelRow rollback(String provider, ModelPublisher publisher) throws SQLException, ModelRegistryException {
        List<ModelRow> stored = table.list(provider);
        int present = 0;
        while (present < stored.size() && !stored.get(present).active()) {
            present++;
        }
        if (present == stored.size()) {
            throw new ModelRegistryException("There is no model of " + provider + " in force to roll back from;"
                    + " `auditsphere models list` shows what is stored.");
        }
        if (present + 1 == stored.size()) {
            throw new ModelRegistryException("The model of " + provider + " in force, "
                    + stored.get(present).version() + ", is the oldest that is stored: there is none to go back to.");
        }
        return activate(stored.get(present + 1).version(), publisher);
    }

    /** Takes a provider's model out of force; its events are scored by detectors alone. */
    public void withdraw(String provider, ModelPublisher publisher) throws SQLException {
        publisher.withdraw(provider);
        table.deactivate(provider);
    }

    /**
     * Publishes the model that the table says is in force: mends a models topic that was lost or never had it.
     *
     * @return whether there was one that this program can use
     */
    public boolean republish(String provider, ModelPublisher publisher) throws SQLException {
        Optional<ModelSnapshot> snapshot = active(provider);
        if (snapshot.isEmpty()) {
            return false;
        }
        publisher.publish(snapshot.get(), SnapshotCodec.encode(snapshot.get()));
        return true;
    }

    /** Writes a stored model to a file, whole or not at all. */
    public void exportTo(UUID version, Path file) throws SQLException, ModelRegistryException, IOException {
        ModelFiles.write(file, bytes(version));
    }

    /** The stored bytes of a provider's model in force. */
    public byte[] bytesInForce(String provider) throws SQLException, ModelRegistryException {
        Optional<ModelRow> row = table.active(provider);
        if (row.isEmpty()) {
            throw new ModelRegistryException("There is no model of " + provider + " in force, nor a file of that name;"
                    + " `auditsphere models list` shows what is stored.");
        }
        return bytes(row.get().version());
    }

    /** Stores the model of a file, not in force; one that is stored already stays as it is. */
    public ModelRow importFrom(Path file) throws SQLException, ModelRegistryException, IOException {
        ModelSnapshot snapshot = read(file);
        table.store(snapshot, SnapshotCodec.encode(snapshot), "{}");
        return show(snapshot.version());
    }

    /** The model of a file that {@link #exportTo} wrote. */
    public static ModelSnapshot read(Path file) throws IOException, ModelRegistryException {
        return usable(ModelFiles.read(file), "The file " + file);
    }

    private static ModelSnapshot usable(byte[] bytes, String what) throws ModelRegistryException {
        try {
            return SnapshotCodec.decode(bytes, AuditFeatures.SCHEMA.hash());
        } catch (SnapshotFormatException e) {
            throw new ModelRegistryException(what + " cannot be used: " + e.getMessage() + ".", e);
        }
    }

    /** The stored bytes of this version. */
    public byte[] bytes(UUID version) throws SQLException, ModelRegistryException {
        return table.bytes(version).orElseThrow(() -> unknown(version));
    }

    private static ModelRegistryException unknown(UUID version) {
        return new ModelRegistryException(
                "There is no stored model of version " + version + "; `auditsphere models list` shows what is stored.");
    }
}

package io.auditsphere.app.cli;

import io.auditsphere.app.config.Configuration;
import io.auditsphere.app.models.ModelFiles;
import io.auditsphere.app.models.ModelRegistry;
import io.auditsphere.app.models.ModelRegistryException;
import io.auditsphere.app.service.EndInOrder;
import io.auditsphere.app.storage.ModelTable;
import io.auditsphere.model.features.AuditFeatures;
import io.auditsphere.model.interchange.ForestJson;
import io.auditsphere.model.interchange.ForestOnnx;
import io.auditsphere.model.snapshot.ModelSnapshot;
import io.auditsphere.model.snapshot.SnapshotCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "export",
        description = {
            "Writes a model to a file: whole, for `auditsphere score --model`, or its forest alone, for other programs."
        },
        footer = {
            "",
            "Examples:",
            "  auditsphere models export microsoft microsoft.snapshot",
            "  auditsphere models export --format onnx microsoft.snapshot forest.onnx"
        })
final class ModelsExport implements Callable<Integer> {

    /** How the file is written. */
    enum Format {
        snapshot,
        onnx,
        json
    }

    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingsOptions settings;

    @Parameters(
            index = "0",
            paramLabel = "MODEL",
            description =
                    "A version of the registry, a provider (its model in force), or a snapshot file, which needs no"
                            + " database.")
    private String model;

    @Parameters(index = "1", paramLabel = "FILE", description = "Where to write it.")
    private Path file;

    @Option(
            names = "--format",
            paramLabel = "NAME",
            defaultValue = "snapshot",
            description = "${COMPLETION-CANDIDATES}; snapshot if not given. onnx and json hold the trees, not the"
                    + " thresholds and tables of an audit model.")
    private Format format;

    @Override
    public Integer call() throws SQLException, ModelRegistryException, IOException {
        byte[] bytes = source();
        ModelFiles.write(file, converted(bytes));
        spec.commandLine().getOut().println("wrote " + file);
        spec.commandLine().getOut().flush();
        return ExitCodes.DONE;
    }

    private byte[] source() throws SQLException, ModelRegistryException, IOException {
        Path path = Path.of(model);
        if (Files.isRegularFile(path)) {
            return ModelFiles.read(path);
        }
        Configuration configuration = settings.load();
        try (EndInOrder parts = new EndInOrder()) {
            ModelRegistry registry = new ModelRegistry(new ModelTable(Trainers.database(configuration, parts)));
            return version() == null ? registry.bytesInForce(model) : registry.bytes(version());
        }
    }

    private UUID version() {
        try {
            return UUID.fromString(model);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private byte[] converted(byte[] bytes) throws ModelRegistryException {
        ModelSnapshot snapshot = ModelFiles.decode(bytes, "The model " + model);
        return switch (format) {
            case snapshot -> SnapshotCodec.encode(snapshot);
            case onnx -> ForestOnnx.write(snapshot.forest());
            case json -> ForestJson.write(snapshot, kind(snapshot)).getBytes(StandardCharsets.UTF_8);
        };
    }

    private static String kind(ModelSnapshot snapshot) {
        return Arrays.equals(snapshot.schemaHash(), AuditFeatures.SCHEMA.hash())
                ? AuditFeatures.SCHEMA.kind()
                : snapshot.provider();
    }
}

package io.auditsphere.app.cli;

import io.auditsphere.app.config.Configuration;
import io.auditsphere.app.models.ModelFiles;
import io.auditsphere.app.models.ModelRegistry;
import io.auditsphere.app.models.ModelRegistryException;
import io.auditsphere.app.service.EndInOrder;
import io.auditsphere.app.storage.ModelRow;
import io.auditsphere.app.storage.ModelTable;
import io.auditsphere.model.interchange.ForestFile;
import io.auditsphere.model.snapshot.SnapshotCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "import",
        description = {
            "Stores a snapshot file in the registry, not in force; or turns the JSON of a scikit-learn forest into a"
                    + " snapshot file.",
            "docs/INTERCHANGE.md has the JSON and the script that writes it. Such a forest has features of its own and"
                    + " is never an audit model; `models export` and the classes of model-core read its snapshot."
        },
        footer = {
            "",
            "Examples:",
            "  auditsphere models import microsoft.snapshot",
            "  auditsphere models import forest.json --output host-metrics.snapshot"
        })
final class ModelsImport implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingsOptions settings;

    @Parameters(paramLabel = "FILE", description = "A snapshot file, or a JSON file of format isolation-forest/1.")
    private Path file;

    @Option(
            names = "--output",
            paramLabel = "SNAPSHOT",
            description = "Where to write the snapshot of a JSON forest; needs no database.")
    private Path output;

    @Override
    public Integer call() throws SQLException, ModelRegistryException, IOException {
        byte[] bytes = ModelFiles.read(file);
        String done = SnapshotCodec.isSnapshot(bytes) ? store() : convert(bytes);
        spec.commandLine().getOut().println(done);
        spec.commandLine().getOut().flush();
        return ExitCodes.DONE;
    }

    private String store() throws SQLException, ModelRegistryException, IOException {
        if (output != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    file + " is a snapshot already; leave out --output to store it in the registry");
        }
        Configuration configuration = settings.load();
        try (EndInOrder parts = new EndInOrder()) {
            ModelRegistry registry = new ModelRegistry(new ModelTable(Trainers.database(configuration, parts)));
            ModelRow row = registry.importFrom(file);
            return "stored " + row.version() + " of " + row.provider() + "; `auditsphere models activate "
                    + row.version() + "` puts it in force";
        }
    }

    private String convert(byte[] bytes) throws ModelRegistryException, IOException {
        if (output == null) {
            throw new ParameterException(
                    spec.commandLine(), "a JSON forest becomes a snapshot file: say where with --output SNAPSHOT");
        }
        ForestFile forest;
        try {
            forest = ForestFile.read(new String(bytes, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new ModelRegistryException("The file " + file + " cannot be imported: " + e.getMessage() + ".", e);
        }
        ModelFiles.write(output, SnapshotCodec.encode(forest.snapshot(Instant.now())));
        return "wrote " + output + ": " + forest.forest().trees() + " trees of "
                + forest.forest().sampleSize()
                + " rows, " + forest.featureNames().size() + " features of kind " + forest.kind() + ", "
                + (forest.probes() == 0 ? "no rows to check" : forest.probes() + " rows scored as the file says");
    }
}

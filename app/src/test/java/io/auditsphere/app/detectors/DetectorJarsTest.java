package io.auditsphere.app.detectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditsphere.model.detect.Detector;
import io.auditsphere.model.detect.DetectorSet;
import io.auditsphere.model.detect.DetectorTrainings;
import io.auditsphere.model.detect.FindingSettings;
import io.auditsphere.model.detect.Signal;
import io.auditsphere.model.detect.UserFindings;
import io.auditsphere.model.features.AuditFeatures;
import io.auditsphere.model.features.FeatureEngine;
import io.auditsphere.model.features.FeatureSettings;
import io.auditsphere.model.features.OrganisationTables;
import io.auditsphere.model.features.UserState;
import io.auditsphere.model.scoring.EventScorer;
import io.auditsphere.model.scoring.Explain;
import io.auditsphere.model.scoring.ScoringSettings;
import io.auditsphere.schemas.Anomaly;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.OperationCategory;
import io.auditsphere.schemas.Severity;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds the documented example as a stranger would, from its sources and model-core alone, and lets it judge. */
@DisplayName("Detectors in jars")
class DetectorJarsTest {

    private static final Path EXAMPLE = Path.of("../docs/examples/detector/src/main");
    private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");

    @TempDir
    Path folder;

    private void buildExample() throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> sources = Files.walk(EXAMPLE.resolve("java"))) {
            List<Path> java =
                    sources.filter(file -> file.toString().endsWith(".java")).toList();
            boolean compiled = compiler.getTask(
                            null,
                            files,
                            null,
                            List.of("-d", classes.toString(), "-cp", modelCore(), "-Werror", "-Xlint:all"),
                            null,
                            files.getJavaFileObjectsFromPaths(java))
                    .call();
            assertThat(compiled)
                    .as("the example compiles against model-core and schemas alone")
                    .isTrue();
        }
        jar(folder.resolve("canary.jar"), classes, EXAMPLE.resolve("resources"));
    }

    /** Where the classes of the two published modules are, and nothing else. */
    private static String modelCore() {
        return locationOf(Detector.class) + File.pathSeparator + locationOf(AuditEvent.class);
    }

    private static Path locationOf(Class<?> type) {
        return Path.of(URI.create(
                type.getProtectionDomain().getCodeSource().getLocation().toString()));
    }

    private static void jar(Path file, Path... roots) throws IOException {
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
            for (Path root : roots) {
                List<Path> content;
                try (Stream<Path> walk = Files.walk(root)) {
                    content = walk.filter(Files::isRegularFile).toList();
                }
                for (Path each : content) {
                    jar.putNextEntry(
                            new JarEntry(root.relativize(each).toString().replace('\\', '/')));
                    Files.copy(each, jar);
                }
            }
        }
    }

    private static AuditEvent touches(String id, String file) {
        return AuditEvent.builder()
                .eventId(id)
                .provider("google")
                .creationTime(NOON)
                .operation("drive.download")
                .operationCategory(OperationCategory.ACCESS)
                .userId("ana@example.com")
                .resourceName(file)
                .build();
    }

    @Test
    @DisplayName("the example project is built, found, asked and tuned like a built-in one")
    void example() throws IOException {
        buildExample();
        List<Detector> found = DetectorJars.load(folder);
        assertThat(found).extracting(Detector::name).containsExactly("canary_file");

        EventScorer scorer = new EventScorer(
                new FeatureEngine(FeatureSettings.defaults()),
                DetectorSet.of(found),
                new ScoringSettings(Explain.ALERTS, null, FindingSettings.defaults()),
                Clock.fixed(NOON, ZoneOffset.UTC));
        UserState user = UserState.empty();
        UserFindings findings = UserFindings.empty();
        List<Anomaly> results = new ArrayList<>();
        for (String file : List.of("plan.docx", "Passwords-2026.xlsx", "salaries-board.docx")) {
            results.add(scorer.score(touches(file, file), user, findings, null, NOON.toEpochMilli())
                    .anomaly());
        }

        assertThat(results).extracting(Anomaly::isAlert).containsExactly(false, true, true);
        assertThat(results).extracting(Anomaly::severity).containsExactly(null, Severity.HIGH, Severity.CRITICAL);
        assertThat(found.get(0)
                        .withSettings(Map.of("names", List.of("trap.txt")))
                        .settings())
                .containsEntry("names", List.of("trap.txt"));
    }

    @Test
    @DisplayName("the example learns from history who opens every file as a matter of routine, and spares him")
    void trainedExample() throws IOException {
        buildExample();
        DetectorSet detectors = DetectorSet.of(DetectorJars.load(folder));
        FeatureEngine engine = new FeatureEngine(FeatureSettings.defaults());
        DetectorTrainings trainings = detectors.trainings();
        for (int day = 0; day < 3; day++) {
            for (AuditEvent event : List.of(canaryTouchedBy("backup", day), canaryTouchedBy("ana" + day, day))) {
                trainings.learn(event, engine.observe(event, UserState.empty(), event.creationTimeMs(), true));
            }
        }
        OrganisationTables stored = OrganisationTables.decode(
                trainings.addTo(OrganisationTables.empty()).encode());

        assertThat(saidOf("backup", detectors, engine, OrganisationTables.empty()))
                .as("signals without a model")
                .hasSize(1);
        assertThat(saidOf("backup", detectors, engine, stored))
                .as("signals of who touched canaries on three days of the history")
                .isEmpty();
        assertThat(saidOf("ana1", detectors, engine, stored))
                .as("signals of who touched one on one day")
                .hasSize(1);
        assertThat(detectors.failures()).containsEntry("canary_file", 0L);
    }

    private static AuditEvent canaryTouchedBy(String user, int day) {
        return touches(user + day, "passwords-2026.xlsx").toBuilder()
                .userId(user + "@example.com")
                .creationTime(NOON.plus(day, ChronoUnit.DAYS))
                .build();
    }

    private static List<Signal> saidOf(
            String user, DetectorSet detectors, FeatureEngine engine, OrganisationTables tables) {
        AuditEvent event = canaryTouchedBy(user, 9);
        List<Signal> signals = new ArrayList<>();
        detectors.detect(
                event,
                engine.observe(event, UserState.empty(), event.creationTimeMs(), true),
                new float[AuditFeatures.WIDTH],
                tables,
                UserFindings.empty(),
                event.creationTimeMs(),
                signals);
        return signals;
    }

    @Test
    @DisplayName("a folder that is not there stops the start and says what to do")
    void missingFolder() {
        assertThatThrownBy(() -> DetectorJars.load(folder.resolve("none")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("detectors.folder")
                .hasMessageContaining("make the folder or correct the path");
    }

    @Test
    @DisplayName("a jar without a detector, and one that names a class that is not there, are refused by name")
    void jarsThatAreNone() throws IOException {
        jar(folder.resolve("empty.jar"));
        assertThatThrownBy(() -> DetectorJars.load(folder))
                .hasMessageContaining("none of the 1 jars")
                .hasMessageContaining("META-INF/services/io.auditsphere.model.detect.Detector");

        Path services = Files.createDirectories(folder.resolve("broken/META-INF/services"));
        Files.writeString(services.resolve(Detector.class.getName()), "com.example.Missing\n");
        jar(folder.resolve("broken.jar"), folder.resolve("broken"));
        assertThatThrownBy(() -> DetectorJars.load(folder))
                .hasMessageContaining("com.example.Missing")
                .hasMessageContaining("mend the jar or take it out");
    }

    @Test
    @DisplayName("an empty folder adds nothing")
    void emptyFolder() {
        assertThat(DetectorJars.load(folder)).isEmpty();
    }
}

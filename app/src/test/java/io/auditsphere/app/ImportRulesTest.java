package io.auditsphere.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

/** Holds the one-way dependencies app -> model-core -> schemas, and who may know the embedded parts. */
final class ImportRulesTest {

    private static final String SCHEMAS = "io.auditsphere.schemas..";
    private static final String MODEL = "io.auditsphere.model..";
    private static final String APP = "io.auditsphere.app..";
    private static final String LOCAL = "io.auditsphere.app.local..";
    private static final String CLI = "io.auditsphere.app.cli..";

    /** The broker's own packages; kafka-clients shares {@code org.apache.kafka}, so these are named one by one. */
    private static final String[] EMBEDDED_PARTS = {
        "kafka..",
        "scala..",
        "io.zonky..",
        "org.apache.kafka.metadata..",
        "org.apache.kafka.server..",
        "org.apache.kafka.raft..",
        "org.apache.kafka.controller..",
        "org.apache.kafka.storage..",
    };

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.auditsphere");

    @Test
    void schemasKnowNeitherTheModelNorTheProgram() {
        noClasses()
                .that()
                .resideInAPackage(SCHEMAS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(MODEL, APP)
                .check(PRODUCT);
    }

    @Test
    void modelCoreKnowsNeitherTheProgramNorKafkaNorDatabasesNorHttp() {
        noClasses()
                .that()
                .resideInAPackage(MODEL)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        APP, "org.apache.kafka..", "java.sql..", "java.net..", "io.javalin..", "java.nio.file..")
                .check(PRODUCT);
    }

    @Test
    void onlyTheLocalModeKnowsTheEmbeddedBrokerAndDatabase() {
        noClasses()
                .that()
                .resideOutsideOfPackage(LOCAL)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(EMBEDDED_PARTS)
                .check(PRODUCT);
    }

    @Test
    void nothingButTheCommandLineImportsTheLocalMode() {
        noClasses()
                .that()
                .resideOutsideOfPackages(LOCAL, CLI)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(LOCAL)
                .check(PRODUCT);
    }

    @Test
    void processorsOfTheTopologyDoNoInputOrOutputOfTheirOwn() {
        noClasses()
                .that()
                .resideInAPackage("io.auditsphere.app.topology..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "java.net..", "java.nio.file..", "com.zaxxer..", "io.javalin..")
                .check(PRODUCT);
    }

    @Test
    void thePackagesOfTheProgramFormNoCycle() {
        SlicesRuleDefinition.slices()
                .matching("io.auditsphere.app.(*)..")
                .should()
                .beFreeOfCycles()
                .check(PRODUCT);
    }

    @Test
    void thePackagesOfTheModelFormNoCycle() {
        SlicesRuleDefinition.slices()
                .matching("io.auditsphere.model.(*)..")
                .should()
                .beFreeOfCycles()
                .check(PRODUCT);
    }
}

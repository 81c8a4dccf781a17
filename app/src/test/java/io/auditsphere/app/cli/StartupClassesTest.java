package io.auditsphere.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The list of classes that the archive of a distribution is made from: docs/decisions/0010-an-archive-of-classes.md. */
class StartupClassesTest {

    private static final Path LIST = Path.of("src/main/dist/lib/startup-classes.txt");

    /** One class in ten may be renamed before the list is worth making anew: a start loads some 500 of our own. */
    @Test
    void mostClassesOfOurOwnAreStillThere() throws IOException {
        List<String> own = Files.readAllLines(LIST).stream()
                .filter(line -> line.startsWith("io/auditsphere/"))
                .toList();
        List<String> gone = own.stream().filter(name -> !exists(name)).toList();
        assertThat(own).hasSizeGreaterThan(300);
        assertThat(gone)
                .as("classes of %s that are no more; make it anew as docs/decisions/0010 says", LIST)
                .hasSizeLessThan(own.size() / 10);
    }

    @Test
    void nothingInItIsOfOneProcessAlone() throws IOException {
        assertThat(Files.readAllLines(LIST)).noneMatch(line -> line.contains("source:") || line.contains("/proxy"));
    }

    private static boolean exists(String name) {
        return StartupClassesTest.class.getResource('/' + name + ".class") != null;
    }
}

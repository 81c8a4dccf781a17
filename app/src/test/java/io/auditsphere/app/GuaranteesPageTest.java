package io.auditsphere.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/GUARANTEES.md to its word: each promise names a test, and the test exists. */
class GuaranteesPageTest {

    private static final Path PAGE = Path.of("..", "docs", "GUARANTEES.md");
    private static final List<String> MODULES = List.of("schemas", "model-core", "app");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+)#(\\w+)`");

    @Test
    void everyPromiseNamesATestThatExists() throws IOException {
        Map<String, String> sources = testSources();
        List<String> promises = promises();
        assertThat(promises).as("rows of tables under the heading of promises").hasSizeGreaterThan(20);
        for (String promise : promises) {
            Matcher test = TEST.matcher(promise);
            boolean named = false;
            while (test.find()) {
                named = true;
                assertThat(sources).as("classes of tests, for: " + promise).containsKey(test.group(1));
                assertThat(hasTest(sources.get(test.group(1)), test.group(2)))
                        .as("%s has a test %s, for: %s", test.group(1), test.group(2), promise)
                        .isTrue();
            }
            assertThat(named).as("a test is named in: " + promise).isTrue();
        }
    }

    /** Whether there is a method of this name with an annotation of a test in the paragraph that it begins. */
    private static boolean hasTest(String source, String method) {
        int at = source.indexOf("void " + method + "(");
        String head = at < 0 ? "" : source.substring(source.lastIndexOf("\n\n", at), at);
        return head.contains("@Test") || head.contains("@ParameterizedTest");
    }

    /** The rows of every table whose second column is headed "held by". */
    private static List<String> promises() throws IOException {
        List<String> rows = new ArrayList<>();
        boolean inTable = false;
        for (String line : Files.readAllLines(PAGE)) {
            if (!line.startsWith("|")) {
                inTable = false;
            } else if (line.contains("| held by |")) {
                inTable = true;
            } else if (inTable && !line.startsWith("|--")) {
                rows.add(line);
            }
        }
        return rows;
    }

    private static Map<String, String> testSources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "test", "java"))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
                }
            }
        }
        return sources;
    }
}

package io.auditsphere.app.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Records in each provider's own shapes, written for these tests: invented organisations and people, addresses of the
 * documentation ranges. What each becomes stands beside it as {@code name.expected.json}.
 */
final class NativeFixtures {

    static final Path FOLDER = Path.of("src/test/resources/io/auditsphere/app/ingest/native");

    private static final String SUFFIX = ".json";
    private static final String EXPECTED_SUFFIX = ".expected.json";

    private NativeFixtures() {}

    /** The names of all records, {@code provider/shape}. */
    static List<String> names() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.map(file -> FOLDER.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.endsWith(SUFFIX) && !name.endsWith(EXPECTED_SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The record of this name. */
    static String record(String name) {
        return read(FOLDER.resolve(name + SUFFIX));
    }

    /** Where the events of the record of this name are written down. */
    static Path expected(String name) {
        return FOLDER.resolve(name + EXPECTED_SUFFIX);
    }

    static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

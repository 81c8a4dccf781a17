package io.auditsphere.app.input;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The files that are to be read: what people name on a command line, folders and patterns resolved. Those that are named
 * come in the order in which they are named; those of a folder or pattern in the order of their names, which for logs is
 * that of time. Immutable.
 *
 * @param files their names, each once; {@value #STANDARD_INPUT} is standard input
 * @param leftOut files in folders whose names say that they are no logs
 */
public record InputSelection(List<String> files, List<String> leftOut) {

    /** The name that stands for standard input. */
    public static final String STANDARD_INPUT = "-";

    /** What logs are called in folders; a file without an ending is one, too. */
    private static final Set<String> ENDINGS =
            Set.of("json", "jsonl", "ndjson", "log", "csv", "tsv", "txt", "gz", "gzip", "audit");

    public InputSelection {
        files = List.copyOf(files);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * Resolves names.
     *
     * @param names files, folders (with all that is below them), patterns ({@code *}, {@code **}, {@code ?},
     *     {@code {a,b}}), or {@value #STANDARD_INPUT}
     * @throws IOException if a name stands for nothing, saying which
     */
    public static InputSelection of(List<String> names) throws IOException {
        Set<String> files = new LinkedHashSet<>();
        List<String> leftOut = new ArrayList<>();
        for (String name : names) {
            if (name.equals(STANDARD_INPUT)) {
                files.add(name);
            } else if (isFolder(name)) {
                addFolder(Path.of(name), files, leftOut);
            } else if (isPattern(name) && !exists(name)) {
                addMatching(name, files);
            } else if (exists(name)) {
                files.add(name);
            } else {
                throw new FileNotFoundException(name + " is not there; expected a file, a folder, a pattern such as"
                        + " 'logs/*.json.gz', or - for standard input");
            }
        }
        return new InputSelection(List.copyOf(files), leftOut);
    }

    /** Their size on the disk in bytes; -1 if standard input is among them. */
    public long bytes() throws IOException {
        long sum = 0;
        for (String file : files) {
            if (file.equals(STANDARD_INPUT)) {
                return -1;
            }
            sum += Files.size(Path.of(file));
        }
        return sum;
    }

    /** The files in a few words: the one, or the first and how many more. */
    public String describe() {
        String first = files.get(0).equals(STANDARD_INPUT) ? "standard input" : files.get(0);
        return files.size() == 1 ? first : first + " and " + (files.size() - 1) + " more files";
    }

    private static void addFolder(Path folder, Set<String> files, List<String> leftOut) throws IOException {
        // Found and not added: another argument may have named the same file before.
        boolean found = false;
        for (Path file : filesBelow(folder, Integer.MAX_VALUE)) {
            if (isLog(file)) {
                files.add(file.toString());
                found = true;
            } else {
                leftOut.add(file.toString());
            }
        }
        if (!found) {
            throw new FileNotFoundException("folder " + folder + " holds no log; expected files that end with "
                    + String.join(", ", ENDINGS.stream().sorted().toList()) + " or with nothing"
                    + (leftOut.isEmpty() ? "" : ", found " + leftOut.get(0)));
        }
    }

    private static void addMatching(String pattern, Set<String> files) throws IOException {
        int special = indexOfSpecial(pattern);
        int slash = Math.max(pattern.lastIndexOf('/', special), pattern.lastIndexOf('\\', special));
        Path base = Path.of(slash < 0 ? "" : pattern.substring(0, slash + 1));
        String rest = pattern.substring(slash + 1);
        boolean found = false;
        if (Files.isDirectory(base.toAbsolutePath())) {
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + rest);
            int depth = rest.contains("**")
                    ? Integer.MAX_VALUE
                    : 1 + (int) rest.chars().filter(c -> c == '/').count();
            for (Path file : filesBelow(base, depth)) {
                if (matcher.matches(base.relativize(file))) {
                    files.add(file.toString());
                    found = true;
                }
            }
        }
        if (!found) {
            throw new FileNotFoundException("no file matches " + pattern);
        }
    }

    /** Files that are not hidden, in the order of their names. */
    private static List<Path> filesBelow(Path folder, int depth) throws IOException {
        try (Stream<Path> walk = Files.walk(folder, depth)) {
            return walk.filter(Files::isRegularFile)
                    .filter(file -> !isHidden(folder.relativize(file)))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isHidden(Path file) {
        for (Path part : file) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLog(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        int dot = name.lastIndexOf('.');
        return dot < 0 || ENDINGS.contains(name.substring(dot + 1));
    }

    private static boolean isPattern(String name) {
        return indexOfSpecial(name) < name.length();
    }

    private static int indexOfSpecial(String name) {
        int i = 0;
        while (i < name.length() && "*?[{".indexOf(name.charAt(i)) < 0) {
            i++;
        }
        return i;
    }

    private static boolean isFolder(String name) {
        try {
            return Files.isDirectory(Path.of(name));
        } catch (InvalidPathException pattern) {
            return false;
        }
    }

    private static boolean exists(String name) {
        try {
            return Files.exists(Path.of(name));
        } catch (InvalidPathException pattern) {
            return false;
        }
    }
}

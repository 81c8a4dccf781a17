package io.auditsphere.app.local;

import io.auditsphere.app.input.InputSelection;
import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What the local mode is to do.
 *
 * @param folder where everything is kept; with an input, the parent of that input's own folder
 * @param reset whether to begin anew
 * @param users people of the generated organisation
 * @param seed who they are
 * @param speed how many times its own pace the newest week is replayed at, 1 or more
 * @param input files, folders and patterns of a log to use in place of a generated one; empty if there is none
 * @param learnShare the first part of the input, by lines, that is learnt and trained on, 0..1
 * @param ownPace whether the rest of the input is replayed at its own pace, {@code speed} times, or as fast as it goes
 * @param report where the report on the input goes as JSON; or null
 */
public record LocalOptions(
        Path folder,
        boolean reset,
        int users,
        long seed,
        double speed,
        List<String> input,
        double learnShare,
        boolean ownPace,
        Path report) {

    /** What the folders of one's own logs begin with. */
    static final String INPUT_PREFIX = "input-";

    public LocalOptions {
        Objects.requireNonNull(folder, "folder");
        input = List.copyOf(input);
        if (input.size() > 1 && input.contains(InputSelection.STANDARD_INPUT)) {
            throw new IllegalArgumentException("--input takes standard input (-) or files, not both");
        }
        if (!(speed >= 1)) {
            throw new IllegalArgumentException("--speed is 1 or more, not " + speed);
        }
        if (!(learnShare >= 0 && learnShare <= 1)) {
            throw new IllegalArgumentException("--learn-share is 0 to 1, not " + learnShare);
        }
    }

    /** Whether the log comes through standard input. */
    boolean isStandardInput() {
        return input.contains(InputSelection.STANDARD_INPUT);
    }

    /** The log's name, which tells it from others. */
    String inputName() {
        return isStandardInput()
                ? "standard input"
                : input.stream().map(LocalOptions::absolute).collect(Collectors.joining(", "));
    }

    /** Where the data of this run is: a log of one's own has a folder of its own. */
    Path dataFolder() {
        Path base = folder.toAbsolutePath().normalize();
        if (input.isEmpty()) {
            return base;
        }
        String path = inputName();
        String name = path.substring(path.lastIndexOf(File.separatorChar) + 1).replaceAll("[^A-Za-z0-9._-]", "_");
        return base.resolve(INPUT_PREFIX + name + "-" + Integer.toHexString(path.hashCode()));
    }

    /** Patterns are no paths on every platform. */
    private static String absolute(String name) {
        try {
            return Path.of(name).toAbsolutePath().normalize().toString();
        } catch (InvalidPathException pattern) {
            return name;
        }
    }
}

package io.auditsphere.app.local;

import java.nio.file.Path;
import java.util.Objects;

/**
 * What the local mode is to do.
 *
 * @param folder where everything is kept; with an input, the parent of that input's own folder
 * @param reset whether to begin anew
 * @param users people of the generated organisation
 * @param seed who they are
 * @param speed how many times its own pace the newest week is replayed at, 1 or more
 * @param input a log to use in place of a generated one; or null
 * @param learnShare the first part of the input, by lines, that is learnt and trained on, 0..1
 * @param ownPace whether the rest of the input is replayed at its own pace, {@code speed} times, or as fast as it goes
 */
public record LocalOptions(
        Path folder,
        boolean reset,
        int users,
        long seed,
        double speed,
        Path input,
        double learnShare,
        boolean ownPace) {

    /** What the folders of one's own logs begin with. */
    static final String INPUT_PREFIX = "input-";

    public LocalOptions {
        Objects.requireNonNull(folder, "folder");
        if (!(speed >= 1)) {
            throw new IllegalArgumentException("--speed is 1 or more, not " + speed);
        }
        if (!(learnShare >= 0 && learnShare <= 1)) {
            throw new IllegalArgumentException("--learn-share is 0 to 1, not " + learnShare);
        }
    }

    /** Where the data of this run is: a log of one's own has a folder of its own. */
    Path dataFolder() {
        if (input == null) {
            return folder.toAbsolutePath().normalize();
        }
        Path file = input.toAbsolutePath().normalize();
        String name = String.valueOf(file.getFileName()).replaceAll("[^A-Za-z0-9._-]", "_");
        return folder.toAbsolutePath()
                .normalize()
                .resolve(INPUT_PREFIX + name + "-"
                        + Integer.toHexString(file.toString().hashCode()));
    }
}

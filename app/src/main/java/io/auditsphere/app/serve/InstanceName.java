package io.auditsphere.app.serve;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The name by which the stream over a state folder is known to its consumer group, over all its starts.
 *
 * <p>Without one, a process that was killed and started again is a stranger: the group waits until the session of the
 * one that is dead has timed out before it gives anybody its partitions. With one it is the same member that comes back,
 * and has them at once. The name belongs to the folder as the state in it does, so that two processes never share it:
 * Kafka Streams locks the folder.
 */
final class InstanceName {

    private static final Pattern NAME = Pattern.compile("[0-9a-f-]{36}");

    private InstanceName() {}

    /**
     * The name, made up at the first call for this folder and application.
     *
     * @throws IOException if the folder cannot be read or written
     */
    static String of(Path stateFolder, String applicationId) throws IOException {
        Path file = stateFolder.resolve(applicationId + ".instance");
        if (Files.exists(file)) {
            String known = new String(Files.readAllBytes(file), UTF_8).strip();
            if (NAME.matcher(known).matches()) {
                return known;
            }
        }
        String name = UUID.randomUUID().toString();
        Path written = Files.createTempFile(stateFolder, ".instance", null);
        Files.writeString(written, name + "\n");
        // Whole or not at all: half a name would be another one at the next start.
        Files.move(written, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        return name;
    }
}

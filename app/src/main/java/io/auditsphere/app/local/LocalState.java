package io.auditsphere.app.local;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;

/** What a second start must know to go on: kept in a small file of the data folder, replaced as a whole. For one thread. */
final class LocalState {

    private static final String PREPARED = "prepared";
    private static final String POSITION = "position";
    private static final String ORIGIN = "origin";

    private final Path file;
    private final Properties values = new Properties();

    private LocalState(Path file) {
        this.file = file;
    }

    /** What the folder says; nothing if it is new. */
    static LocalState of(Path folder) throws IOException {
        LocalState state = new LocalState(folder.resolve("local.properties"));
        if (Files.exists(state.file)) {
            try (Reader reader = Files.newBufferedReader(state.file, StandardCharsets.UTF_8)) {
                state.values.load(reader);
            }
        }
        return state;
    }

    /** Whether the history was learnt and the models were trained. */
    boolean prepared() {
        return values.containsKey(PREPARED);
    }

    /** What the data was made of, in words that a change can be told by. */
    Optional<String> origin() {
        return Optional.ofNullable(values.getProperty(ORIGIN));
    }

    /** How far the feed is, in its own words. */
    Optional<String> position() {
        return Optional.ofNullable(values.getProperty(POSITION));
    }

    /** Says that history is learnt and models are trained, and what from. */
    void prepared(String origin) throws IOException {
        values.setProperty(PREPARED, "true");
        values.setProperty(ORIGIN, origin);
        store();
    }

    /** Says how far the feed is: everything before is acknowledged by the broker. */
    void position(String position) throws IOException {
        values.setProperty(POSITION, position);
        store();
    }

    private void store() throws IOException {
        StringWriter text = new StringWriter();
        values.store(text, "How far `auditsphere local` is with this folder");
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.writeString(next, text.toString(), StandardCharsets.UTF_8);
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}

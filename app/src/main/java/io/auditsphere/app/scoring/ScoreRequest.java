package io.auditsphere.app.scoring;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * What is to be read and written. Every input is NDJSON in any accepted shape, plain or gzip; {@code -} is standard
 * input. Nullable parts are left out.
 *
 * @param input the events to score, in the order of the file
 * @param train events to fit forests on, which also teach their users' state; or null
 * @param models snapshots to score with, instead of fitting; at most one a provider
 * @param learn events that teach state alone; or null
 * @param output where results go, one line of JSON an event; packed where the name ends with {@code .gz}
 * @param findings where findings go, one line of JSON each time one changes; or null
 * @param deadLetters where records go that could not be read, with the reason; or null
 */
public record ScoreRequest(
        String input,
        String train,
        List<Path> models,
        String learn,
        String output,
        String findings,
        String deadLetters) {

    public ScoreRequest {
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(output, "output");
        models = List.copyOf(models);
    }
}

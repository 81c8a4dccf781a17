package io.auditsphere.app.scoring;

import io.auditsphere.app.input.InputSelection;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * What is to be read and written. Logs are read in any accepted shape and form. Nullable parts are left out.
 *
 * @param input the events to score, in the order of the files; in that of time where their own first part is learnt
 * @param learnShare the first part of the input, 0..1 of its events in the order of time, that is learnt and trained on
 *     instead of scored; null if the whole input is scored
 * @param train events to fit forests on, which also teach their users' state; or null
 * @param models snapshots to score with, instead of fitting; at most one a provider
 * @param learn events that teach state alone; or null
 * @param output where results go, one line of JSON an event; packed where the name ends with {@code .gz}; or null
 * @param findings where findings go, one line of JSON each time one changes; or null
 * @param deadLetters where records go that could not be read, with the reason; or null
 */
public record ScoreRequest(
        InputSelection input,
        Double learnShare,
        InputSelection train,
        List<Path> models,
        InputSelection learn,
        String output,
        String findings,
        String deadLetters) {

    public ScoreRequest {
        Objects.requireNonNull(input, "input");
        models = List.copyOf(models);
        if (learnShare != null && (train != null || learn != null)) {
            throw new IllegalArgumentException("either a part of the input is learnt or a log of its own");
        }
        if (learnShare != null && !(learnShare >= 0 && learnShare <= 1)) {
            throw new IllegalArgumentException("--learn-share is 0 to 1, not " + learnShare);
        }
    }
}

package io.auditsphere.app.service;

import io.auditsphere.app.api.Health;
import io.auditsphere.app.console.PlainText;
import io.auditsphere.app.serve.StreamsRuntime;
import java.util.Optional;

/** What the probes see; before the stream is there, a living process that is not ready. Thread-safe. */
final class StreamHealth implements Health {

    private static final String STARTING =
            "the stream has not been started yet: topics are checked and models are read before";
    /** Of an exception's message: enough to know it by in the log. */
    private static final int MOST_OF_A_MESSAGE = 300;

    private volatile StreamsRuntime stream;

    void follow(StreamsRuntime runtime) {
        stream = runtime;
    }

    @Override
    public Optional<String> whyNotLive() {
        StreamsRuntime now = stream;
        if (now == null || now.live()) {
            return Optional.empty();
        }
        return Optional.of("the stream has ended (" + now.state() + ")"
                + now.failure().map(StreamHealth::words).orElse("") + "; the log has more");
    }

    @Override
    public Optional<String> whyNotReady() {
        StreamsRuntime now = stream;
        if (now == null) {
            return Optional.of(STARTING);
        }
        if (now.ready()) {
            return Optional.empty();
        }
        return now.live() ? Optional.of(notRunning(now)) : whyNotLive();
    }

    @Override
    public Optional<String> whyNotStarted() {
        StreamsRuntime now = stream;
        if (now == null) {
            return Optional.of(STARTING);
        }
        return now.started() ? Optional.empty() : Optional.of(notRunning(now));
    }

    private static String notRunning(StreamsRuntime stream) {
        if (stream.stopping()) {
            return "the process is ending";
        }
        long restoring = stream.restoring();
        return "the stream is " + stream.state()
                + (restoring > 0
                        ? ": some " + restoring + " records of state are still to be read back"
                        : ": it waits for its partitions");
    }

    private static String words(Throwable failure) {
        return " after " + failure.getClass().getSimpleName() + ": "
                + PlainText.of(failure.getMessage(), MOST_OF_A_MESSAGE);
    }
}

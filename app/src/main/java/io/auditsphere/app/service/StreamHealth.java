package io.auditsphere.app.service;

import io.auditsphere.app.api.Health;
import io.auditsphere.app.console.PlainText;
import io.auditsphere.app.serve.StreamStatus;
import java.util.Optional;
import java.util.function.Supplier;

/** What the probes see; before the stream is there, a living process that is not ready. Thread-safe. */
final class StreamHealth implements Health {

    private static final String STARTING =
            "the stream has not been started yet: topics are checked and models are read before";
    /** Of an exception's message: enough to know it by in the log. */
    private static final int MOST_OF_A_MESSAGE = 300;

    private volatile Supplier<StreamStatus> stream;

    void follow(Supplier<StreamStatus> running) {
        stream = running;
    }

    @Override
    public Optional<String> whyNotLive() {
        Supplier<StreamStatus> now = stream;
        return now == null ? Optional.empty() : whyNotLive(now.get());
    }

    @Override
    public Optional<String> whyNotReady() {
        Supplier<StreamStatus> now = stream;
        if (now == null) {
            return Optional.of(STARTING);
        }
        StreamStatus status = now.get();
        if (status.ready()) {
            return Optional.empty();
        }
        return status.live() ? Optional.of(notRunning(status)) : whyNotLive(status);
    }

    @Override
    public Optional<String> whyNotStarted() {
        Supplier<StreamStatus> now = stream;
        if (now == null) {
            return Optional.of(STARTING);
        }
        StreamStatus status = now.get();
        return status.everRunning() ? Optional.empty() : Optional.of(notRunning(status));
    }

    private static Optional<String> whyNotLive(StreamStatus status) {
        return status.live()
                ? Optional.empty()
                : Optional.of("the stream has ended (" + status.state() + ")"
                        + status.failure().map(StreamHealth::words).orElse("") + "; the log has more");
    }

    private static String notRunning(StreamStatus status) {
        if (status.stopping()) {
            return "the process is ending";
        }
        return "the stream is " + status.state()
                + (status.restoring() > 0
                        ? ": some " + status.restoring() + " records of state are still to be read back"
                        : ": it waits for its partitions");
    }

    private static String words(Throwable failure) {
        return " after " + failure.getClass().getSimpleName() + ": "
                + PlainText.of(failure.getMessage(), MOST_OF_A_MESSAGE);
    }
}

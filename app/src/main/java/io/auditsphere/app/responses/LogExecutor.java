package io.auditsphere.app.responses;

import io.auditsphere.app.console.PlainText;
import io.auditsphere.schemas.ResponseAction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes every action to the log, one line each. Thread-safe. */
public final class LogExecutor implements ResponseExecutor {

    private static final Logger LOG = LoggerFactory.getLogger(LogExecutor.class);

    /** Characters of a target and of a reason that a line shows: their authors may be strangers. */
    private static final int MOST_OF_TARGET = 120;

    private static final int MOST_OF_REASON = 200;

    @Override
    public String name() {
        return "log";
    }

    @Override
    public void execute(ResponseAction action) {
        LOG.warn(
                "{}{} {} because of finding {} ({}): {}{}",
                action.dryRun() ? "dry run: " : "",
                action.action(),
                PlainText.of(action.target(), MOST_OF_TARGET),
                action.findingId(),
                action.severity().wireName(),
                PlainText.of(action.reason(), MOST_OF_REASON),
                action.expiresAt() == null ? "" : ", until " + action.expiresAt());
    }
}

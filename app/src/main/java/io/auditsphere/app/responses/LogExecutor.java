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

    static final int MOST_OF_REASON = 200;

    /** And of an id: whoever may write to the topic may write anything into it. */
    static final int MOST_OF_ID = 80;

    @Override
    public String name() {
        return "log";
    }

    @Override
    public void execute(ResponseAction action) {
        LOG.warn(
                "{}{} {} because of finding {} ({}): {}{}",
                action.dryRun() ? "dry run: " : "",
                PlainText.of(action.action(), MOST_OF_ID),
                PlainText.of(action.target(), MOST_OF_TARGET),
                PlainText.of(action.findingId(), MOST_OF_ID),
                action.severity().wireName(),
                PlainText.of(action.reason(), MOST_OF_REASON),
                action.expiresAt() == null ? "" : ", until " + action.expiresAt());
    }
}

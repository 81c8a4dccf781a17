package io.auditsphere.app.responses;

import io.auditsphere.schemas.ResponseAction;

/** Does one kind of thing about actions. An action may come twice: its id says that it is the same. */
public interface ResponseExecutor {

    /** The name that dead letters and logs bear. */
    String name();

    /**
     * Does what the action asks for, or what a dry run shows.
     *
     * @throws ResponseFailedException if it cannot be done now; it says whether another try may help
     */
    void execute(ResponseAction action) throws ResponseFailedException, InterruptedException;
}

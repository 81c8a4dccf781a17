package io.auditsphere.app.api;

import java.util.Optional;

/**
 * What the probes ask. Implementations answer at once, from any thread.
 *
 * <p>A rebalance makes a process not ready; it never makes it dead, or an orchestrator would kill what recovers by
 * itself.
 */
public interface Health {

    /** Why the process cannot do its work any more, so that only a restart helps; empty if it can. */
    Optional<String> whyNotLive();

    /** Why it does not do its work now; empty if it does. */
    Optional<String> whyNotReady();

    /** Why it has not done its work since the process began; empty once it has. */
    Optional<String> whyNotStarted();
}

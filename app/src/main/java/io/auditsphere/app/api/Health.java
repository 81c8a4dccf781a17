package io.auditsphere.app.api;

/**
 * What the probes ask. Implementations answer at once, from any thread.
 *
 * <p>A rebalance makes a process not ready; it never makes it dead, or an orchestrator would kill what recovers by
 * itself.
 */
public interface Health {

    /** Whether the process can still do its work; if not, only a restart helps. */
    boolean live();

    /** Whether it does its work now. */
    boolean ready();

    /** Whether it has done its work since the process began. */
    boolean started();
}

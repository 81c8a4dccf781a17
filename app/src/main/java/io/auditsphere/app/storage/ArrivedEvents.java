package io.auditsphere.app.storage;

import io.auditsphere.schemas.AuditEvent;

/** Takes events one by one in the order in which they arrived. */
@FunctionalInterface
public interface ArrivedEvents {

    /**
     * The next event.
     *
     * @param event the event
     * @param arrivalMs when it arrived, milliseconds since the epoch; never before the previous one of a history whose
     *     arrivals were recorded
     */
    void accept(AuditEvent event, long arrivalMs);
}

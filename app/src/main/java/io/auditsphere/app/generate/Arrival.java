package io.auditsphere.app.generate;

import io.auditsphere.schemas.AuditEvent;
import java.time.Instant;

/**
 * An event on its way into the stream.
 *
 * @param event what happened
 * @param arrival when it gets here: up to 90 minutes after it happened, redeliveries up to three days
 * @param duplicate whether the same event, with the same id, arrived before
 */
public record Arrival(AuditEvent event, Instant arrival, boolean duplicate) {}

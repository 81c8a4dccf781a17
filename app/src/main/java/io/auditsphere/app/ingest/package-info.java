/**
 * From any accepted form of input to {@link io.auditsphere.schemas.AuditEvent}, or to a reason why not. {@link
 * io.auditsphere.app.ingest.EventDecoder} is the way in; a {@link io.auditsphere.app.ingest.Normaliser} reads one
 * provider's native form; {@link io.auditsphere.app.ingest.DraftCompletion} holds the rules for all of them.
 */
package io.auditsphere.app.ingest;

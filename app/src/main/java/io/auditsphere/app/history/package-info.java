/**
 * The archive of events: from {@code audit-events} into Postgres by a consumer group of its own, and back into a new
 * stream as records that only teach.
 */
package io.auditsphere.app.history;

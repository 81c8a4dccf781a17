package io.auditsphere.schemas;

import java.time.Instant;
import java.util.List;

/**
 * What is to be done, or would be in a dry run, about a finding.
 *
 * @param actionId idempotency key: the same finding, action and step always have the same id
 * @param findingId the finding that asked for it
 * @param subject against whom
 * @param action log, notify, require_mfa, revoke_session, rate_limit, block_ip, lock_account or a custom name
 * @param target the account or address to act on
 * @param reason why, in words
 * @param eventIds the evidence: ids of the finding's events as it had them then, the first and the latest, at most 20
 * @param severity the finding's severity
 * @param dryRun true if it is only to be shown
 * @param requestedAt when it was decided
 * @param expiresAt when it ends by itself; null if it does not
 * @param undoAction the action that takes it back; null if there is none
 */
public record ResponseAction(
        String actionId,
        String findingId,
        Subject subject,
        String action,
        String target,
        String reason,
        List<String> eventIds,
        Severity severity,
        boolean dryRun,
        Instant requestedAt,
        Instant expiresAt,
        String undoAction) {
    public ResponseAction {
        eventIds = List.copyOf(eventIds);
    }
}

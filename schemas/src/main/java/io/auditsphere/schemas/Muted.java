package io.auditsphere.schemas;

import java.time.Instant;

/**
 * The suppression rule by which nobody was alerted. What is muted is written all the same.
 *
 * @param rule the rule's id
 * @param owner who answers for it
 * @param reason why it is there
 * @param until event time from which it mutes no more
 * @param version the version of the rule that was in force: equal rules have equal versions
 */
public record Muted(String rule, String owner, String reason, Instant until, String version) {}

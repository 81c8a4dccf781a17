package io.auditsphere.schemas;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What somebody who answers for it has decided not to be alerted about: the value of the key {@code suppression/ID} in
 * the compacted topic {@code detector-settings}. It mutes alerts and what follows them, never a record. Immutable.
 *
 * @param id its name: 1 to 60 of a-z, 0-9, _, - and dots
 * @param owner who answers for it, 1..{@value #MAX_OWNER} characters
 * @param reason why, 1..{@value #MAX_REASON} characters
 * @param expiresAt event time from which it mutes no more; after {@code setAt}, by at most {@link #LONGEST}
 * @param upTo findings up to this severity are muted, those that rise to it too; null: a finding is muted as severe as it
 *     opens, and alerts when it rises
 * @param scope which findings it is about
 * @param version names this state of the rule in results and findings: equal rules have equal versions
 * @param setAt when it was set
 * @param setBy who set it, as he says; may be null
 */
public record SuppressionRule(
        String id,
        String owner,
        String reason,
        Instant expiresAt,
        Severity upTo,
        SuppressionScope scope,
        String version,
        Instant setAt,
        String setBy) {

    /** What precedes a rule's id in its key of the topic {@code detector-settings}; no detector's name holds a slash. */
    public static final String KEY_PREFIX = "suppression/";

    /** Characters of an owner. */
    public static final int MAX_OWNER = 100;

    /** Characters of a reason. */
    public static final int MAX_REASON = 200;

    /** How long a rule may hold: what is muted for good is a detector's setting and no exception. */
    public static final Duration LONGEST = Duration.ofDays(366);

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,59}");

    public SuppressionRule {
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(expiresAt, "expiresAt");
        Objects.requireNonNull(setAt, "setAt");
        if (id == null || !ID.matcher(id).matches()) {
            throw new IllegalArgumentException("id: expected 1 to 60 of a-z, 0-9, '_', '-' and '.', such as"
                    + " \"weekly-export\", found \"" + cut(id) + '"');
        }
        owner = text("owner", owner, MAX_OWNER, "who answers for the rule, such as \"soc@example.com\"");
        reason = text("reason", reason, MAX_REASON, "why nobody is to be alerted, for whoever reads it in half a year");
        if (!expiresAt.isAfter(setAt)) {
            throw new IllegalArgumentException(
                    "expires_at: expected a time after " + setAt + ", when the rule was set, found " + expiresAt);
        }
        if (expiresAt.isAfter(setAt.plus(LONGEST))) {
            throw new IllegalArgumentException(
                    "expires_at: expected at most " + LONGEST.toDays() + " days after " + setAt
                            + ", when the rule was set, found " + expiresAt
                            + "; look at it again in a year, or raise the detector's minimum severity");
        }
    }

    /** The key of the topic that this rule is the value of. */
    public String key() {
        return KEY_PREFIX + id;
    }

    /** The same rule under this version. */
    public SuppressionRule withVersion(String newVersion) {
        return new SuppressionRule(id, owner, reason, expiresAt, upTo, scope, newVersion, setAt, setBy);
    }

    private static String text(String field, String value, int most, String what) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(field + ": expected " + what + ", found nothing");
        }
        if (value.length() > most) {
            throw new IllegalArgumentException(
                    field + ": expected at most " + most + " characters, found " + value.length());
        }
        return value.strip();
    }

    private static String cut(String value) {
        return value != null && value.length() > MAX_OWNER ? value.substring(0, MAX_OWNER) + "…" : value;
    }
}

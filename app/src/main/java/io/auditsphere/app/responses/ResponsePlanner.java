package io.auditsphere.app.responses;

import io.auditsphere.model.features.AddressRange;
import io.auditsphere.schemas.Finding;
import io.auditsphere.schemas.FindingState;
import io.auditsphere.schemas.ResponseAction;
import io.auditsphere.schemas.Severity;
import io.auditsphere.schemas.SubjectType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Turns a finding into the actions that the policy wants.
 *
 * <ul>
 *   <li>Nothing is done about what a suppression rule mutes.
 *   <li>A finding is acted on when it opens and when its severity rises; the same finding of the same severity never
 *       twice, so that writing it again changes nothing.
 *   <li>An action that would be done to a break-glass account, to a corporate address, to what it cannot be done to, or
 *       over the limit of an hour is written all the same, as a dry run whose reason says why it is withheld. Over the
 *       limit an action stays withheld until an hour has fewer of them: a policy that goes wrong stops itself.
 *   <li>A hold is twice as long for each repeat against the same target within a day of the end of the one before, up to
 *       {@link #LONGEST_HOLD}.
 * </ul>
 *
 * <p>A function of its arguments and of the memory that is handed in; for one thread.
 */
public final class ResponsePlanner {

    /** No hold is longer, however often it is repeated. */
    public static final Duration LONGEST_HOLD = Duration.ofDays(7);

    private static final Set<String> HARMLESS = Set.of("log", "notify");
    private static final Set<String> AGAINST_ADDRESSES = Set.of("block_ip", "rate_limit");
    private static final Set<String> AGAINST_ACCOUNTS = Set.of("lock_account", "require_mfa", "revoke_session");
    private static final long HOUR_MS = Duration.ofHours(1).toMillis();
    private static final long REPEAT_MS = Duration.ofDays(1).toMillis();

    /** Repeats that are counted: more do not make a hold longer. */
    private static final int MOST_REPEATS = 20;

    private final ResponsePolicy policy;
    private final ResponseMemory memory;

    /** A planner by this policy, which remembers in this memory. */
    public ResponsePlanner(ResponsePolicy policy, ResponseMemory memory) {
        this.policy = policy;
        this.memory = memory;
    }

    /**
     * The actions that a finding asks for now; empty if it has been acted on.
     *
     * @param address the source address of the event that wrote the finding, for actions against addresses; may be null
     * @param nowMs when the finding was written, in milliseconds since the epoch
     */
    public List<ResponseAction> plan(Finding finding, String address, long nowMs) {
        if (finding.state() == FindingState.CLOSED
                || finding.muted() != null
                || policy.rules().isEmpty()) {
            return List.of();
        }
        String key = "finding|" + finding.findingId();
        ActionHistory before = ActionHistory.decode(memory.get(key));
        if (before.level() >= finding.severity().ordinal()) {
            return List.of();
        }
        List<ResponseAction> actions = new ArrayList<>();
        Set<String> named = new HashSet<>();
        for (ResponsePolicy.Rule rule : policy.rules()) {
            if (rule.matches(finding)) {
                for (ResponsePolicy.Act act : rule.actions()) {
                    if (named.add(act.action())) {
                        actions.add(action(finding, act, address, nowMs));
                    }
                }
            }
        }
        if (!actions.isEmpty()) {
            memory.put(
                    key,
                    before.with(finding.severity().ordinal(), nowMs, nowMs - REPEAT_MS)
                            .encode());
        }
        return actions;
    }

    /** When a remembered value was last of use, in milliseconds since the epoch. */
    public static long newestMs(byte[] remembered) {
        return ActionHistory.decode(remembered).latestMs();
    }

    private ResponseAction action(Finding finding, ResponsePolicy.Act act, String address, long nowMs) {
        String target = targetOf(finding, act.action(), address);
        String withheld = withheldBecause(finding, act.action(), target);
        if (withheld == null) {
            withheld = overLimit(act.action(), nowMs);
        }
        Duration hold = withheld == null ? holdOf(act, target, nowMs) : act.hold();
        return new ResponseAction(
                id(finding, act.action()),
                finding.findingId(),
                finding.subject(),
                act.action(),
                target == null ? finding.subject().id() : target,
                withheld == null ? finding.text() : "Withheld, " + withheld + ". " + finding.text(),
                finding.eventIds(),
                finding.severity(),
                policy.dryRun() || withheld != null,
                Instant.ofEpochMilli(nowMs),
                hold == null ? null : Instant.ofEpochMilli(nowMs).plus(hold),
                act.undo());
    }

    /** Whom an action is done to: an account or an address; null if the finding knows none. */
    private static String targetOf(Finding finding, String action, String address) {
        boolean isAddress = finding.subject().type() == SubjectType.ADDRESS;
        String id = finding.subject().id();
        if (AGAINST_ADDRESSES.contains(action)) {
            return isAddress ? (id.endsWith("|*") ? null : id) : address;
        }
        return isAddress && AGAINST_ACCOUNTS.contains(action) ? null : id;
    }

    private String withheldBecause(Finding finding, String action, String target) {
        if (HARMLESS.contains(action)) {
            return null;
        }
        if (target == null) {
            return "the finding names no " + (AGAINST_ADDRESSES.contains(action) ? "address" : "account") + " to "
                    + action.toLowerCase(Locale.ROOT).replace('_', ' ');
        }
        boolean aboutUser = finding.subject().type() == SubjectType.USER;
        if (aboutUser && policy.isBreakGlass(finding.subject().id())) {
            return "the account is listed as break-glass";
        }
        if (AGAINST_ADDRESSES.contains(action) && isCorporate(target)) {
            return "the address lies in a corporate range";
        }
        return null;
    }

    private boolean isCorporate(String target) {
        return AddressRange.touchesText(policy.corporate(), target);
    }

    /** Counts the action against its limit; says why not if that is reached. */
    private String overLimit(String action, long nowMs) {
        if (HARMLESS.contains(action) && !policy.limits().containsKey(action)) {
            return null;
        }
        String key = "limit|" + action;
        ActionHistory history = ActionHistory.decode(memory.get(key));
        int limit = policy.limitOf(action);
        if (history.countSince(nowMs - HOUR_MS) >= limit) {
            return "the limit of " + limit + " " + action + " an hour is reached";
        }
        memory.put(key, history.with(0, nowMs, nowMs - HOUR_MS).encode());
        return null;
    }

    /** The hold of this repeat; remembers when it ends. */
    private Duration holdOf(ResponsePolicy.Act act, String target, long nowMs) {
        if (act.hold() == null) {
            return null;
        }
        String key = "hold|" + act.action() + "|" + target;
        ActionHistory history = ActionHistory.decode(memory.get(key));
        boolean repeated = history.latestMs() != Long.MIN_VALUE && nowMs <= history.latestMs() + REPEAT_MS;
        int repeats = repeated ? Math.min(MOST_REPEATS, history.level() + 1) : 0;
        long longest = Math.max(LONGEST_HOLD.toMillis(), act.hold().toMillis());
        long holdMs = (long) Math.min((double) longest, act.hold().toMillis() * Math.pow(2, repeats));
        long endMs = Math.max(nowMs + holdMs, history.latestMs());
        memory.put(key, new ActionHistory(repeats, List.of(endMs)).encode());
        return Duration.ofMillis(holdMs);
    }

    /** The same finding, action and severity always have the same id, so that doing it twice can be seen. */
    private static String id(Finding finding, String action) {
        try {
            Severity severity = finding.severity();
            String parts = finding.findingId() + '\n' + action + '\n' + severity.wireName();
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(parts.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256, this one has not", e);
        }
    }
}

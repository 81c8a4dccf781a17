package io.auditsphere.model.suppression;

import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.Muted;
import io.auditsphere.schemas.Severity;
import io.auditsphere.schemas.Subject;
import io.auditsphere.schemas.SuppressionRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The suppression rules in force. Where several fit, the first by its id is named. A rule ends by event time, so that a
 * replay under the same rules mutes the same. Immutable and thread-safe.
 */
public final class Suppressions {

    /** Rules of an installation at most: each is asked about every signal. */
    public static final int MAX_RULES = 500;

    private static final Suppressions NONE = new Suppressions(List.of());

    private final List<Rule> rules;

    /** A rule, made ready to be asked. */
    private record Rule(SuppressionRule rule, RuleScope scope, long untilMs, Muted muted) {

        static Rule of(SuppressionRule rule) {
            try {
                Muted muted = new Muted(
                        rule.id(),
                        rule.owner(),
                        rule.reason(),
                        Instant.ofEpochMilli(rule.expiresAt().toEpochMilli()),
                        rule.version());
                return new Rule(
                        rule, new RuleScope(rule.scope()), rule.expiresAt().toEpochMilli(), muted);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("Suppression rule " + rule.id() + ": " + e.getMessage(), e);
            }
        }
    }

    private Suppressions(List<Rule> rules) {
        this.rules = rules;
    }

    /** Nothing is muted. */
    public static Suppressions none() {
        return NONE;
    }

    /**
     * These rules, at most {@link #MAX_RULES}, whatever their order.
     *
     * @throws IllegalArgumentException if a rule cannot be asked, or if there are too many; the message says which
     */
    public static Suppressions of(Collection<SuppressionRule> rules) {
        if (rules.size() > MAX_RULES) {
            throw new IllegalArgumentException("There are " + rules.size() + " suppression rules, at most " + MAX_RULES
                    + " are allowed: remove those that have expired, or make one of several");
        }
        List<Rule> asked = new ArrayList<>(rules.size());
        rules.stream().sorted(Comparator.comparing(SuppressionRule::id)).forEach(rule -> asked.add(Rule.of(rule)));
        return asked.isEmpty() ? NONE : new Suppressions(List.copyOf(asked));
    }

    /** Whether there is no rule. */
    public boolean isEmpty() {
        return rules.isEmpty();
    }

    /** Those of these rules that have not expired at this time, in milliseconds since the epoch. */
    public Suppressions inForceAt(long timeMs) {
        List<Rule> left = rules.stream().filter(rule -> timeMs < rule.untilMs()).toList();
        return left.isEmpty() ? NONE : new Suppressions(left);
    }

    /**
     * The first rule that mutes a finding with this event.
     *
     * @param subject whom the finding is about
     * @param detector who found it
     * @param becomes its severity with this event
     * @param otherwise up to which severity a rule mutes that does not say it; null for none
     * @return what is to be said of it; null if no rule mutes it
     */
    public Muted mutes(
            Subject subject, String detector, AnomalyType type, Severity becomes, Severity otherwise, Cause cause) {
        for (Rule rule : rules) {
            Severity upTo = rule.rule().upTo() == null ? otherwise : rule.rule().upTo();
            if (cause.timeMs() < rule.untilMs()
                    && upTo != null
                    && becomes.compareTo(upTo) <= 0
                    && rule.scope().holds(subject, detector, type, cause)) {
                return rule.muted();
            }
        }
        return null;
    }
}

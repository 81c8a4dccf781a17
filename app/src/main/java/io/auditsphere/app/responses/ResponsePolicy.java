package io.auditsphere.app.responses;

import io.auditsphere.model.features.AddressRange;
import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.Finding;
import io.auditsphere.schemas.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What is to be done about which findings, and what never. Immutable.
 *
 * @param dryRun true if actions are only to be shown
 * @param rules asked in order; every one that matches has its actions done, each action once for a finding
 * @param limits actions an hour in the whole installation, by name; {@value #ANY} for those that are not named
 * @param breakGlass accounts against which nothing is ever done: user ids or user keys, in lower case
 * @param corporate addresses against which nothing is ever done
 */
public record ResponsePolicy(
        boolean dryRun,
        List<Rule> rules,
        Map<String, Integer> limits,
        Set<String> breakGlass,
        List<AddressRange> corporate) {

    /** The limit of actions that no limit names. */
    public static final String ANY = "*";

    /** The limit that holds where a policy says nothing. */
    public static final int DEFAULT_LIMIT = 20;

    public ResponsePolicy {
        rules = List.copyOf(rules);
        limits = Map.copyOf(limits);
        breakGlass = Set.copyOf(breakGlass);
        corporate = List.copyOf(corporate);
    }

    /** Nothing is done about anything. */
    public static ResponsePolicy none() {
        return new ResponsePolicy(true, List.of(), Map.of(), Set.of(), List.of());
    }

    /**
     * One rule.
     *
     * @param detector the findings of this detector alone; null for all
     * @param anomalyType the findings of this type alone; null for all
     * @param severity findings of at least this severity
     * @param actions what is to be done
     */
    public record Rule(String detector, AnomalyType anomalyType, Severity severity, List<Act> actions) {
        public Rule {
            actions = List.copyOf(actions);
        }

        boolean matches(Finding finding) {
            return (detector == null || detector.equals(finding.detector()))
                    && (anomalyType == null || anomalyType == finding.anomalyType())
                    && finding.severity().compareTo(severity) >= 0;
        }
    }

    /**
     * One action of a rule.
     *
     * @param action its name
     * @param hold how long it holds the first time, longer for repeats; null if it has no end
     * @param undo the action that takes it back; null if there is none
     */
    public record Act(String action, Duration hold, String undo) {}

    /** Whether anything is to be done about this finding. */
    public boolean wants(Finding finding) {
        for (Rule rule : rules) {
            if (rule.matches(finding)) {
                return true;
            }
        }
        return false;
    }

    /** How often an hour an action may be done. */
    int limitOf(String action) {
        return limits.getOrDefault(action, limits.getOrDefault(ANY, DEFAULT_LIMIT));
    }

    /** Whether nothing may be done to this account: {@code provider|user_id} or the user id alone. */
    boolean isBreakGlass(String userKey) {
        String key = userKey.toLowerCase(Locale.ROOT);
        return breakGlass.contains(key) || breakGlass.contains(key.substring(key.indexOf('|') + 1));
    }
}

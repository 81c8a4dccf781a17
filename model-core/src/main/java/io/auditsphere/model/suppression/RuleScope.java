package io.auditsphere.model.suppression;

import io.auditsphere.model.features.AddressRange;
import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.Subject;
import io.auditsphere.schemas.SuppressionScope;
import java.util.List;
import java.util.Set;

/** A rule's scope, made ready to be asked. Immutable and thread-safe. */
final class RuleScope {

    private final List<Glob> wholeSubjects;
    private final List<Glob> ids;
    private final Set<String> detectors;
    private final Set<AnomalyType> types;
    private final Set<String> providers;
    private final Set<String> countries;
    private final List<AddressRange> networks;
    private final List<String> operations;

    /** @throws IllegalArgumentException if a network is none; the message says which */
    RuleScope(SuppressionScope scope) {
        this.wholeSubjects = globs(scope, true);
        this.ids = globs(scope, false);
        this.detectors = Set.copyOf(scope.detectors());
        this.types = Set.copyOf(scope.anomalyTypes());
        this.providers = Set.copyOf(scope.providers());
        this.countries = Set.copyOf(scope.countries());
        this.networks = scope.networks().stream().map(RuleScope::network).toList();
        this.operations = scope.operations();
    }

    private static List<Glob> globs(SuppressionScope scope, boolean withProvider) {
        return scope.subjects().stream()
                .filter(pattern -> (pattern.indexOf('|') >= 0) == withProvider)
                .map(Glob::new)
                .toList();
    }

    private static AddressRange network(String text) {
        try {
            return AddressRange.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("scope.networks: " + e.getMessage(), e);
        }
    }

    boolean holds(Subject subject, String detector, AnomalyType type, Cause cause) {
        return (detectors.isEmpty() || detectors.contains(detector))
                && (types.isEmpty() || types.contains(type))
                && (providers.isEmpty() || (cause.provider() != null && providers.contains(cause.provider())))
                && (countries.isEmpty() || (cause.country() != null && countries.contains(cause.country())))
                && holdsSubject(subject.id())
                && (networks.isEmpty()
                        || (cause.address() != null && AddressRange.holdsText(networks, cause.address())))
                && holdsOperation(cause.operation());
    }

    private boolean holdsSubject(String id) {
        if (wholeSubjects.isEmpty() && ids.isEmpty()) {
            return true;
        }
        int behindProvider = id.indexOf('|') + 1;
        return anyMatches(wholeSubjects, id, 0) || anyMatches(ids, id, behindProvider);
    }

    private static boolean anyMatches(List<Glob> globs, String id, int from) {
        for (Glob glob : globs) {
            if (glob.matches(id, from)) {
                return true;
            }
        }
        return false;
    }

    private boolean holdsOperation(String operation) {
        if (operations.isEmpty()) {
            return true;
        }
        for (String each : operations) {
            if (each.equalsIgnoreCase(operation)) {
                return true;
            }
        }
        return false;
    }
}

package io.auditsphere.app.report;

import io.auditsphere.model.features.LearntDomains;
import java.util.Set;
import java.util.TreeSet;

/** Whose domains count as the organisation's own, and how to say otherwise. */
public final class OwnDomainsText {

    private OwnDomainsText() {}

    /** Domains that were configured, which count alone. */
    public static String configured(Set<String> domains) {
        return "domains: " + String.join(", ", new TreeSet<>(domains)) + " (organisation.domains)";
    }

    /** Domains that a provider's model learnt. */
    public static String learnt(String provider, LearntDomains domains) {
        return domains.largest().isEmpty()
                ? "domains: none learnt for " + provider + "; set organisation.domains to name them"
                : "domains: " + domains.describe() + ", learnt for " + provider
                        + "; set organisation.domains to change";
    }
}

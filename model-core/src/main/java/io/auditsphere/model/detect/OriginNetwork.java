package io.auditsphere.model.detect;

import io.auditsphere.model.features.Observation;
import io.auditsphere.model.features.OrganisationTables;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.EventAttributes;
import io.auditsphere.schemas.NetworkKind;

/** Whose network an act came from, as far as that says how many people are behind one address. */
public enum OriginNetwork {
    /** Nothing is known: one household, one machine, one attacker. */
    ELSEWHERE,
    /** A mobile or satellite carrier, which puts thousands of strangers behind one address (RFC 6598). */
    CARRIER,
    /** The organisation's own, by configured range or because several of its people use it: an office, its VPN. */
    OWN;

    /** The origin of an event. */
    public static OriginNetwork of(AuditEvent event, Observation observation, OrganisationTables organisation) {
        NetworkKind kind = kindOrNull(event);
        if (kind == NetworkKind.CORPORATE || organisation.isUsualNetwork(observation.networkKey())) {
            // A carrier whose network several people use is no office: strangers are behind it as well.
            return kind == NetworkKind.MOBILE || kind == NetworkKind.SATELLITE ? CARRIER : OWN;
        }
        return kind == NetworkKind.MOBILE || kind == NetworkKind.SATELLITE ? CARRIER : ELSEWHERE;
    }

    /** What the databases or the configuration say about the event's network; null if nothing. */
    public static NetworkKind kindOrNull(AuditEvent event) {
        String name = event.attributes().get(EventAttributes.NETWORK_KIND);
        return name == null ? null : NetworkKind.ofWireName(name).orElse(null);
    }
}

package io.auditsphere.model.explain;

import io.auditsphere.model.features.AuditFeatures;
import io.auditsphere.model.features.Observation;
import io.auditsphere.model.features.OrganisationTables;
import io.auditsphere.schemas.AuditEvent;

/**
 * What a sentence about one feature needs beside the feature's own value.
 *
 * @param event the event; what its author wrote is cut and cleaned before it is quoted
 * @param basis what the user was compared with
 * @param service whether the account is a machine's
 * @param burst distinct resources of this category of act in 10 minutes
 * @param usualBurst the most of that which is usual; NaN if unknown
 */
public record Circumstances(AuditEvent event, Basis basis, boolean service, int burst, double usualBurst) {

    /** What an account is compared with. */
    public enum Basis {
        /** Its own history. */
        OWN,
        /** It is new: what the organisation's established users do. */
        LEARNING,
        /** It was silent for 30 days: what the organisation's established users do. */
        DORMANT,
        /** Of this feature the user's history says nothing: what all of the provider's users do. */
        PROVIDER
    }

    /** The circumstances of an event as its user's state, and the tables of its organisation, saw it. */
    public static Circumstances of(AuditEvent event, Observation observation, OrganisationTables tables) {
        Basis basis = Basis.OWN;
        if (observation.dormant()) {
            basis = Basis.DORMANT;
        } else if (observation.learning()) {
            basis = Basis.LEARNING;
        }
        double usualBurst = AuditFeatures.typicalBurst(observation, tables);
        return new Circumstances(event, basis, observation.service(), observation.burst(), usualBurst);
    }

    /** The same, for a feature whose typical value comes from all of the provider's users. */
    public Circumstances againstProvider() {
        return basis == Basis.OWN ? new Circumstances(event, Basis.PROVIDER, service, burst, usualBurst) : this;
    }

    String who() {
        return service ? "this service account" : "this user";
    }
}

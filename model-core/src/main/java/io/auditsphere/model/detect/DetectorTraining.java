package io.auditsphere.model.detect;

import io.auditsphere.model.features.Observation;
import io.auditsphere.model.features.OrganisationTables;
import io.auditsphere.schemas.AuditEvent;

/**
 * Learns for a {@link Detector} what is usual in an organisation, from one provider's history in order of arrival. The
 * same history must leave the same bytes. For one thread.
 *
 * <p>What it throws costs the detector its baseline in that model, and nothing else.
 */
public interface DetectorTraining {

    /**
     * Takes the next event of the history.
     *
     * @param event its texts are its author's: of any length and content; what is kept of them must be bounded
     * @param observation what its user's own state says about it; of use during this call only
     */
    void learn(AuditEvent event, Observation observation);

    /**
     * What has been learnt so far, {@value OrganisationTables#MAX_BASELINE_BYTES} bytes at most; null or empty if there is
     * nothing. Asked once a day of event time, since a history is judged by what was known the day before, and at the end.
     */
    byte[] baseline();
}

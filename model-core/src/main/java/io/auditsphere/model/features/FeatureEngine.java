package io.auditsphere.model.features;

import io.auditsphere.schemas.AuditEvent;

/** Observes events against the state of their users: first body. */
public final class FeatureEngine {

    private final FeatureSettings settings;

    public FeatureEngine(FeatureSettings settings) {
        this.settings = settings;
    }

    /**
     * What the user's own state says about the event; the event is taken into the state.
     *
     * @param event the event
     * @param user the state of its user, changed by the call
     * @param arrivalMs when it arrived, milliseconds since the epoch
     * @param teaches false while an open finding of high severity covers the user
     */
    public Observation observe(AuditEvent event, UserState user, long arrivalMs, boolean teaches) {
        Observation observation = new Observation();
        observation.timeMs = event.creationTimeMs();
        long behindMs = user.newestMs() == Long.MIN_VALUE ? 0 : user.newestMs() - observation.timeMs;
        observation.late = behindMs > settings.lateAfter().toMillis();
        observation.beyondHorizon = behindMs > settings.lateHorizon().toMillis();
        observation.service = event.userType().isService();
        observation.teaches = teaches;
        observation.category = event.operationCategory();
        observation.fileType = FileTypes.of(event.resourceName());
        observation.sensitive = event.sensitive();
        observation.userHash = Hashing.of(event.userKey());
        observation.dayOfWeek = 1;
        user.advance(Math.min(observation.timeMs, arrivalMs));
        return observation;
    }
}

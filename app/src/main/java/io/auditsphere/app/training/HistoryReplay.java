package io.auditsphere.app.training;

import io.auditsphere.app.storage.ArrivedEvents;
import io.auditsphere.model.detect.DetectorSet;
import io.auditsphere.model.detect.DetectorTrainings;
import io.auditsphere.model.features.FeatureEngine;
import io.auditsphere.model.features.FeatureSettings;
import io.auditsphere.model.features.Observation;
import io.auditsphere.model.features.OrganisationTables;
import io.auditsphere.model.features.OrganisationTablesBuilder;
import io.auditsphere.model.scoring.DetectorsInForce;
import io.auditsphere.schemas.AuditEvent;
import java.util.HashMap;
import java.util.Map;

/**
 * One provider's history on its way through the features: events go in, in order of arrival, each once; what stays are
 * the users' states, the organisation's tables in the making and a sample of observations. The same sequence of events
 * leaves the same behind, bit for bit. The archive holds no event twice; a caller with another source drops duplicates
 * before they come here, as the stream does. Mutable, for one thread.
 */
public final class HistoryReplay implements ArrivedEvents {

    private final String provider;
    private final FeatureEngine engine;
    private final UserStates users;
    private final OrganisationTablesBuilder tables = new OrganisationTablesBuilder();
    private final ObservationSample sample;
    private final DetectorReplay detectors;
    private final DetectorTrainings trainings;
    private final Map<Long, Boolean> people = new HashMap<>();
    private long events;
    private long firstMs = Long.MAX_VALUE;
    private long lastMs = Long.MIN_VALUE;

    /**
     * An empty history.
     *
     * @param provider whose events will come
     * @param detectors whose alerts are counted against the alert budget; none leave all of it to the forest
     * @param users the states to teach; may hold those of other providers' users too
     */
    public HistoryReplay(
            String provider,
            FeatureSettings features,
            TrainingSettings settings,
            DetectorSet detectors,
            UserStates users) {
        this(provider, features, settings, DetectorsInForce.of(detectors), users);
    }

    /** The same with those that watch sources, whose alerts count too, and with rules that mute, whose alerts do not. */
    public HistoryReplay(
            String provider,
            FeatureSettings features,
            TrainingSettings settings,
            DetectorsInForce detectors,
            UserStates users) {
        this.provider = provider;
        this.engine = new FeatureEngine(features);
        this.users = users;
        this.sample = new ObservationSample(settings.maxObservations());
        this.trainings = detectors.users().trainings();
        this.detectors = new DetectorReplay(detectors, settings.quiet(), this::tables);
    }

    @Override
    public void accept(AuditEvent event, long arrivalMs) {
        observe(event, arrivalMs);
    }

    /** The same as {@link #accept}; returns what the user's state says about the event, for whoever else learns from it. */
    public Observation observe(AuditEvent event, long arrivalMs) {
        String userKey = event.userKey();
        Observation observation = engine.observe(event, users.of(userKey), arrivalMs, true);
        detectors.add(event, userKey, observation, arrivalMs);
        tables.add(event, observation);
        trainings.learn(event, observation);
        long user = Hash64.of(userKey);
        sample.add(observation, user, detectors.mutedTypes(event));
        people.merge(user, !observation.service(), Boolean::logicalOr);
        events++;
        firstMs = Math.min(firstMs, observation.timeMs());
        lastMs = Math.max(lastMs, observation.timeMs());
        return observation;
    }

    /** Whose history it is. */
    public String provider() {
        return provider;
    }

    /** How many events came. */
    public long events() {
        return events;
    }

    /** How many of the accounts seen are no service accounts. */
    public long activePeople() {
        return people.values().stream().filter(person -> person).count();
    }

    /** How many accounts were seen. */
    public long accounts() {
        return people.size();
    }

    long firstMs() {
        return firstMs;
    }

    long lastMs() {
        return lastMs;
    }

    ObservationSample sample() {
        return sample;
    }

    /** Events a day, after this time, on which the detectors would have alerted. */
    double detectorAlertsPerDay(long fromMs) {
        return detectors.alertsPerDay(fromMs);
    }

    /** What is known of the organisation by now, and what detectors learnt of it. */
    OrganisationTables tables() {
        return trainings.addTo(tables.build());
    }
}

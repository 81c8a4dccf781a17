package io.auditsphere.app.scoring;

import io.auditsphere.app.training.UserStates;
import io.auditsphere.model.detect.UserFindings;
import io.auditsphere.model.detect.source.SignInAttempt;
import io.auditsphere.model.detect.source.SourceWatch;
import io.auditsphere.model.features.Observation;
import io.auditsphere.model.features.UserState;
import io.auditsphere.model.scoring.EventScorer;
import io.auditsphere.model.scoring.LiveModel;
import io.auditsphere.model.scoring.ScoredEvent;
import io.auditsphere.model.snapshot.ModelSnapshot;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.Finding;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Scores events one after another with state in memory: what a task of the stream does for its users, for all users.
 * Memory grows with the users that are seen, and with nothing else. For one thread.
 */
final class OfflineScorer {

    /** The stream looks every second or so; event time in a file runs faster. */
    private static final long TIDY_INTERVAL_MS = 60_000;

    private final EventScorer scorer;
    private final SourceWatch sources;
    private final UserStates users;
    private final Consumer<Finding> findingSink;
    private final Map<String, UserFindings> openFindings = new HashMap<>();
    private final Map<String, UserFindings> openSources = new HashMap<>();
    private final Map<String, LiveModel> models = new HashMap<>();
    private long nextTidyMs = Long.MIN_VALUE;

    /**
     * @param sources watches where sign-ins come from
     * @param users the states to begin with, changed by every event
     * @param findingSink takes findings as they open, rise, grow and close
     */
    OfflineScorer(EventScorer scorer, SourceWatch sources, UserStates users, Consumer<Finding> findingSink) {
        this.scorer = scorer;
        this.sources = sources;
        this.users = users;
        this.findingSink = findingSink;
    }

    /** Scores the provider's events with this model from now on. */
    void use(ModelSnapshot snapshot) {
        models.put(snapshot.provider(), LiveModel.of(snapshot));
    }

    /** The models in use, by provider. */
    Map<String, LiveModel> models() {
        return new TreeMap<>(models);
    }

    /** Whether the provider has a model. */
    boolean hasModel(String provider) {
        return models.containsKey(provider);
    }

    /** Takes an event into its user's state and says nothing about it. */
    void learn(AuditEvent event, long arrivalMs) {
        String key = event.userKey();
        UserFindings findings = openFindings.getOrDefault(key, UserFindings.empty());
        scorer.learn(event, users.of(key), findings, arrivalMs).forEach(findingSink);
        keep(key, findings);
    }

    /** Lets the detectors remember an event that was observed elsewhere, into the states that this scorer began with. */
    void learn(AuditEvent event, Observation observation, long arrivalMs) {
        String key = event.userKey();
        UserFindings findings = openFindings.getOrDefault(key, UserFindings.empty());
        scorer.learn(event, observation, findings, arrivalMs).forEach(findingSink);
        keep(key, findings);
    }

    /**
     * The result for an event.
     *
     * @param watermarkMs how far event time has come, this event included
     */
    ScoredEvent score(AuditEvent event, long arrivalMs, long watermarkMs) {
        closeQuiet(watermarkMs);
        String key = event.userKey();
        UserState user = users.of(key);
        UserFindings findings = openFindings.getOrDefault(key, UserFindings.empty());
        ScoredEvent scored = scorer.score(event, user, findings, models.get(event.provider()), arrivalMs);
        keep(key, findings);
        scored.findings().forEach(findingSink);
        if (scored.attempt() != null) {
            watch(scored.attempt());
        }
        return scored;
    }

    private void watch(SignInAttempt attempt) {
        for (String subject : sources.subjectsOf(attempt)) {
            UserFindings state = openSources.getOrDefault(subject, UserFindings.empty());
            sources.observe(subject, attempt, state).written().forEach(findingSink);
            openSources.put(subject, state);
        }
    }

    private void keep(String key, UserFindings findings) {
        if (findings.isEmpty()) {
            openFindings.remove(key);
        } else {
            openFindings.put(key, findings);
        }
    }

    private void closeQuiet(long watermarkMs) {
        if (watermarkMs < nextTidyMs) {
            return;
        }
        nextTidyMs = watermarkMs + TIDY_INTERVAL_MS;
        closeQuiet(openFindings, (key, findings) -> scorer.closeQuiet(key, findings, watermarkMs));
        closeQuiet(openSources, (subject, state) -> sources.closeQuiet(subject, state, watermarkMs));
    }

    private void closeQuiet(Map<String, UserFindings> open, BiFunction<String, UserFindings, List<Finding>> closing) {
        Iterator<Map.Entry<String, UserFindings>> each = open.entrySet().iterator();
        while (each.hasNext()) {
            Map.Entry<String, UserFindings> one = each.next();
            List<Finding> closed = closing.apply(one.getKey(), one.getValue());
            closed.forEach(findingSink);
            if (one.getValue().isEmpty()) {
                each.remove();
            }
        }
    }
}

package io.auditsphere.app.training;

import io.auditsphere.model.detect.DetectorSet;
import io.auditsphere.model.detect.FindingSettings;
import io.auditsphere.model.detect.FindingTracker;
import io.auditsphere.model.detect.Signal;
import io.auditsphere.model.detect.UserFindings;
import io.auditsphere.model.detect.source.SignInAttempt;
import io.auditsphere.model.detect.source.SignIns;
import io.auditsphere.model.detect.source.SourceWatch;
import io.auditsphere.model.features.AuditFeatures;
import io.auditsphere.model.features.Observation;
import io.auditsphere.model.features.OrganisationTables;
import io.auditsphere.model.scoring.DetectorsInForce;
import io.auditsphere.model.suppression.Cause;
import io.auditsphere.model.suppression.Suppressions;
import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.Finding;
import io.auditsphere.schemas.Muted;
import io.auditsphere.schemas.Severity;
import io.auditsphere.schemas.Subject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What the detectors would have alerted about while a history is replayed, by the rules of live scoring: that much of the
 * alert budget is spent before the forest opens anything. What the organisation's tables say is that of the day before,
 * since a history is read once; on the first days they say nothing, and those are left out of the count.
 *
 * <p>Memory grows with users by what their detectors keep, under 700 bytes each in the months that were measured. Mutable,
 * for one thread.
 */
final class DetectorReplay {

    private static final long DAY_MS = Duration.ofDays(1).toMillis();

    private static final AnomalyType[] TYPES = AnomalyType.values();

    private final DetectorSet detectors;
    private final Suppressions suppressions;
    private final SourceWatch sources;
    private final boolean watchesSources;
    private final FindingTracker tracker;
    private final Supplier<OrganisationTables> tablesSoFar;
    private final Map<String, UserFindings> findings = new HashMap<>();
    private final Map<String, UserFindings> ofSources = new HashMap<>();
    private final TreeMap<Long, Integer> alertsOfDay = new TreeMap<>();
    private final List<Signal> signals = new ArrayList<>();
    private final List<Finding> written = new ArrayList<>();
    private final float[] shown = new float[AuditFeatures.WIDTH];
    private OrganisationTables tables = OrganisationTables.empty();
    private long today = Long.MIN_VALUE;

    /**
     * @param inForce what it does not judge by costs nothing of the budget, nor does what its rules mute
     * @param quiet time without events after which a finding closes
     * @param tablesSoFar what is known of the organisation by now, asked once a day of event time
     */
    DetectorReplay(DetectorsInForce inForce, Duration quiet, Supplier<OrganisationTables> tablesSoFar) {
        FindingSettings settings = FindingSettings.quietAfter(quiet);
        this.detectors = inForce.users();
        this.suppressions = inForce.suppressions();
        this.sources = new SourceWatch(inForce::sources, inForce::suppressions, settings);
        this.watchesSources = !inForce.sources().detectors().isEmpty();
        this.tracker = new FindingTracker(settings);
        this.tablesSoFar = tablesSoFar;
    }

    /** Takes the next event in order of arrival, with what its user's state says about it. */
    void add(AuditEvent event, String userKey, Observation observation, long arrivalMs) {
        if (detectors.isEmpty() && !watchesSources) {
            return;
        }
        long day = Math.floorDiv(Math.min(observation.timeMs(), arrivalMs), DAY_MS);
        if (day > today) {
            tables = today == Long.MIN_VALUE ? tables : tablesSoFar.get();
            today = day;
            forgetQuietSources(day * DAY_MS);
        }
        AuditFeatures.shown(observation, tables, shown, 0);
        if (observation.forgotten()) {
            findings.remove(userKey);
        }
        UserFindings own = findings.getOrDefault(userKey, UserFindings.empty());
        signals.clear();
        detectors.detect(event, observation, shown, tables, own, arrivalMs, signals);
        if (!signals.isEmpty() && place(event, own)) {
            alertsOfDay.merge(day, 1, Integer::sum);
        }
        if (watchesSources) {
            watch(SignIns.attemptOrNull(event, observation, tables, own), day);
        }
        if (!own.isEmpty()) {
            findings.put(userKey, own);
        }
    }

    private void watch(SignInAttempt attempt, long day) {
        if (attempt == null) {
            return;
        }
        for (String subject : sources.subjectsOf(attempt)) {
            UserFindings state = ofSources.computeIfAbsent(subject, unused -> UserFindings.empty());
            if (sources.observe(subject, attempt, state).alert()) {
                alertsOfDay.merge(day, 1, Integer::sum);
            }
        }
    }

    private void forgetQuietSources(long timeMs) {
        ofSources.entrySet().removeIf(each -> {
            sources.closeQuiet(each.getKey(), each.getValue(), timeMs);
            return each.getValue().isEmpty();
        });
    }

    /**
     * Of which types a finding of the forest with this event would be muted: a bit for each, in the order of the
     * constants. Severity is taken to be high: a rule that mutes less than that costs the budget what it would not have
     * to, and a rule that mutes more nothing.
     */
    int mutedTypes(AuditEvent event) {
        if (suppressions.isEmpty()) {
            return 0;
        }
        Subject subject = Subject.user(event.userKey());
        Cause cause = Cause.of(event);
        int muted = 0;
        for (int type = 0; type < TYPES.length; type++) {
            Muted by = suppressions.mutes(
                    subject, FindingTracker.FOREST, TYPES[type], Severity.HIGH, Severity.HIGH, cause);
            muted |= by == null ? 0 : 1 << type;
        }
        return muted;
    }

    private boolean place(AuditEvent event, UserFindings own) {
        Subject subject = Subject.user(event.userKey());
        written.clear();
        boolean alerts = false;
        Cause cause = Cause.of(event);
        for (Signal signal : signals) {
            alerts |= tracker.place(own, subject, signal, cause, suppressions, null, written)
                    .alert();
        }
        return alerts;
    }

    /** Events a day on which the detectors would have alerted, from the first full day after this time on. */
    double alertsPerDay(long fromMs) {
        long first = Math.floorDiv(fromMs + DAY_MS - 1, DAY_MS);
        if (today < first) {
            return 0;
        }
        int alerts = alertsOfDay.tailMap(first).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        return (double) alerts / (today - first + 1);
    }
}

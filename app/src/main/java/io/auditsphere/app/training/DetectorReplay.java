package io.auditsphere.app.training;

import io.auditsphere.model.detect.DetectorSet;
import io.auditsphere.model.detect.FindingSettings;
import io.auditsphere.model.detect.FindingTracker;
import io.auditsphere.model.detect.Signal;
import io.auditsphere.model.detect.UserFindings;
import io.auditsphere.model.features.AuditFeatures;
import io.auditsphere.model.features.Observation;
import io.auditsphere.model.features.OrganisationTables;
import io.auditsphere.model.suppression.Cause;
import io.auditsphere.model.suppression.Suppressions;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.Finding;
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

    private final DetectorSet detectors;
    private final Suppressions suppressions;
    private final FindingTracker tracker;
    private final Supplier<OrganisationTables> tablesSoFar;
    private final Map<String, UserFindings> findings = new HashMap<>();
    private final TreeMap<Long, Integer> alertsOfDay = new TreeMap<>();
    private final List<Signal> signals = new ArrayList<>();
    private final List<Finding> written = new ArrayList<>();
    private final float[] shown = new float[AuditFeatures.WIDTH];
    private OrganisationTables tables = OrganisationTables.empty();
    private long today = Long.MIN_VALUE;

    /**
     * @param suppressions the rules whose findings cost nothing of the budget
     * @param quiet time without events after which a finding closes
     * @param tablesSoFar what is known of the organisation by now, asked once a day of event time
     */
    DetectorReplay(
            DetectorSet detectors,
            Suppressions suppressions,
            Duration quiet,
            Supplier<OrganisationTables> tablesSoFar) {
        this.detectors = detectors;
        this.suppressions = suppressions;
        this.tracker = new FindingTracker(FindingSettings.quietAfter(quiet));
        this.tablesSoFar = tablesSoFar;
    }

    /** Takes the next event in order of arrival, with what its user's state says about it. */
    void add(AuditEvent event, String userKey, Observation observation, long arrivalMs) {
        if (detectors.isEmpty()) {
            return;
        }
        long day = Math.floorDiv(Math.min(observation.timeMs(), arrivalMs), DAY_MS);
        if (day > today) {
            tables = today == Long.MIN_VALUE ? tables : tablesSoFar.get();
            today = day;
        }
        AuditFeatures.shown(observation, tables, shown, 0);
        UserFindings own = findings.getOrDefault(userKey, UserFindings.empty());
        signals.clear();
        detectors.detect(event, observation, shown, tables, own, arrivalMs, signals);
        if (!signals.isEmpty() && place(event, own)) {
            alertsOfDay.merge(day, 1, Integer::sum);
        }
        if (!own.isEmpty()) {
            findings.put(userKey, own);
        }
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

package io.auditsphere.model.scoring;

import io.auditsphere.model.detect.DetectorSet;
import io.auditsphere.model.detect.FindingTracker;
import io.auditsphere.model.detect.Signal;
import io.auditsphere.model.detect.UserFindings;
import io.auditsphere.model.detect.source.SignIns;
import io.auditsphere.model.features.AuditFeatures;
import io.auditsphere.model.features.FeatureEngine;
import io.auditsphere.model.features.Observation;
import io.auditsphere.model.features.OrganisationTables;
import io.auditsphere.model.features.UserState;
import io.auditsphere.model.suppression.Cause;
import io.auditsphere.model.suppression.Suppressions;
import io.auditsphere.schemas.Anomaly;
import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.Baseline;
import io.auditsphere.schemas.ContributingFactor;
import io.auditsphere.schemas.Finding;
import io.auditsphere.schemas.Muted;
import io.auditsphere.schemas.Severity;
import io.auditsphere.schemas.SignalReport;
import io.auditsphere.schemas.Subject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/**
 * Turns one event into its result: the user's state becomes features, the forest scores them, detectors look beside it,
 * strange events become findings, and what is worth it is explained. The stream, the offline command and the API call
 * this one class, so that the same events give the same results everywhere.
 *
 * <p>In order, for an event of which a model knows something:
 *
 * <ol>
 *   <li>The engine observes it; it teaches unless an episode of high severity covers its time.
 *   <li>The forest scores the split values. At or over the threshold of its population, people or service accounts, the
 *       event is an anomaly; so it is where a detector fires.
 *   <li>At or over the alert threshold the forest speaks like a detector: the contributions give the type, and the type
 *       decides about the finding ({@link io.auditsphere.model.detect.EpisodeRule}).
 *   <li>The result is an alert if a finding opened or rose in severity, and no suppression rule mutes it.
 *   <li>What is an alert is explained exactly, other anomalies by ablation, all by {@link Explain} as configured.
 * </ol>
 *
 * <p>Whatever is computed is a function of the arguments but for {@code scored_at}. The user's state and findings are
 * changed in place: decode copies, and store them last. Buffers are reused: one scorer a thread.
 */
public final class EventScorer {

    private static final String KIND = "audit";

    /** How many reasons the text of the forest's finding names. */
    private static final int REASONS_IN_TEXT = 2;

    /** The strongest first: by severity, then by the detector's own score; else in the order of asking. */
    private static final Comparator<SignalReport> STRONGEST_FIRST = Comparator.comparing(SignalReport::severity)
            .thenComparingDouble(SignalReport::score)
            .reversed();

    private final FeatureEngine engine;
    private final Supplier<DetectorSet> detectorSource;
    private final Supplier<Suppressions> suppressions;
    private DetectorSet detectors;
    private final Explain explain;
    private final FindingTracker tracker;
    private final Clock clock;

    private final ForestVote vote;
    private final Explanation explanation = new Explanation();
    private final List<Signal> signals = new ArrayList<>();
    private final List<SignalReport> reports = new ArrayList<>();
    private Muted muted;

    /**
     * A scorer for one thread.
     *
     * @param engine the features' engine
     * @param detectors asked beside the forest; may be shared with other scorers
     * @param clock tells {@code scored_at}, and nothing else
     */
    public EventScorer(FeatureEngine engine, DetectorSet detectors, ScoringSettings settings, Clock clock) {
        this(engine, () -> detectors, settings, clock);
    }

    /**
     * A scorer for one thread whose detectors may change while it runs.
     *
     * @param detectorSource the detectors in force, asked once for each event
     */
    public EventScorer(
            FeatureEngine engine, Supplier<DetectorSet> detectorSource, ScoringSettings settings, Clock clock) {
        this(engine, detectorSource, Suppressions::none, settings, clock);
    }

    /** The same where the suppression rules in force, asked where something is found, may mute it. */
    public EventScorer(
            FeatureEngine engine,
            Supplier<DetectorSet> detectorSource,
            Supplier<Suppressions> suppressions,
            ScoringSettings settings,
            Clock clock) {
        this.engine = engine;
        this.detectorSource = detectorSource;
        this.suppressions = suppressions;
        this.detectors = detectorSource.get();
        this.explain = settings.explain();
        this.tracker = new FindingTracker(settings.findings());
        this.vote = new ForestVote(settings.anomalyThreshold());
        this.clock = clock;
    }

    /**
     * Scores one event and takes it into its user's state.
     *
     * @param user the state of the event's user, changed by the call
     * @param findings the findings of the event's user, changed by the call
     * @param model the provider's model; null while it has none: detectors only
     * @param arrivalMs when the event arrived, in milliseconds since the epoch
     */
    public ScoredEvent score(AuditEvent event, UserState user, UserFindings findings, LiveModel model, long arrivalMs) {
        detectors = detectorSource.get();
        Subject subject = Subject.user(event.userKey());
        Observation observation = observe(event, user, findings, arrivalMs);
        List<Finding> ended = endedBy(observation, event, findings, arrivalMs);
        OrganisationTables tables = model == null ? OrganisationTables.empty() : model.tables();
        float[] shown = new float[AuditFeatures.WIDTH];
        AuditFeatures.shown(observation, tables, shown, 0);
        vote.cast(observation, model);
        signals.clear();
        reports.clear();
        explanation.clear();

        detectors.detect(event, observation, shown, tables, findings, arrivalMs, signals);
        boolean isAnomaly = vote.anomaly() || !signals.isEmpty();
        AnomalyType forestType = null;
        if (vote.alert()) {
            explainForFinding(model, findings, event.creationTimeMs());
            forestType = explanation.type(shown);
            signals.add(forestSignal(forestType, explanation.factors(event, observation, model, shown)));
        }
        List<Finding> written = signals.isEmpty() ? ended : new ArrayList<>(ended);
        boolean alert = placeSignals(findings, subject, event, written);
        if (model != null) {
            explain(model, alert, isAnomaly);
        }
        Severity severity = reports.isEmpty() ? null : reports.get(0).severity();
        Anomaly anomaly = new Anomaly(
                KIND,
                subject,
                event,
                isAnomaly,
                alert,
                vote.scoreOrNull(),
                Risk.score(vote.tailShare(), severity),
                vote.confidence(isAnomaly),
                isAnomaly ? type(forestType, shown) : null,
                severity,
                explanation.factors(event, observation, model, shown),
                explanation.method(),
                explanation.contributionsByName(),
                List.copyOf(reports),
                alert ? null : muted,
                new FeatureValues(AuditFeatures.SCHEMA, shown),
                vote.reference(),
                observation.learning() ? Baseline.LEARNING : Baseline.ESTABLISHED,
                LearningReport.of(
                        detectors, user, observation, findings, model == null ? null : model.tables(), arrivalMs),
                observation.late(),
                clock.instant());
        return new ScoredEvent(anomaly, written, SignIns.attemptOrNull(event, observation, tables, findings));
    }

    /**
     * Takes an event into its user's state and what detectors remember, and says nothing about it: for records that only
     * teach.
     *
     * @return findings to be written all the same: those of a user who was silent for so long that he has been forgotten
     */
    public List<Finding> learn(AuditEvent event, UserState user, UserFindings findings, long arrivalMs) {
        return learn(event, observe(event, user, findings, arrivalMs), findings, arrivalMs);
    }

    /**
     * Lets the detectors remember an event that the caller's engine, which has the same settings, has observed already.
     *
     * @param findings those of the event's user, in which detectors keep their own bytes; no finding opens
     * @return as of the other one
     */
    public List<Finding> learn(AuditEvent event, Observation observation, UserFindings findings, long arrivalMs) {
        detectors = detectorSource.get();
        List<Finding> ended = endedBy(observation, event, findings, arrivalMs);
        if (detectors.isEmpty()) {
            return ended;
        }
        float[] shown = new float[AuditFeatures.WIDTH];
        AuditFeatures.shown(observation, OrganisationTables.empty(), shown, 0);
        signals.clear();
        detectors.detect(event, observation, shown, OrganisationTables.empty(), findings, arrivalMs, signals);
        signals.clear();
        return ended;
    }

    /**
     * Closes the findings of a user that are quiet at this watermark.
     *
     * @param userKey {@code provider|user_id}
     * @param findings the user's, changed by the call
     * @param watermarkMs event time up to which events have arrived, in milliseconds since the epoch
     * @return the findings to be written; empty if there are none
     */
    public List<Finding> closeQuiet(String userKey, UserFindings findings, long watermarkMs) {
        return tracker.closeQuiet(findings, Subject.user(userKey), watermarkMs);
    }

    private Observation observe(AuditEvent event, UserState user, UserFindings findings, long arrivalMs) {
        return engine.observe(event, user, arrivalMs, tracker.teaches(findings, event.creationTimeMs()));
    }

    /** Where the engine has forgotten the user, his findings end too. */
    private List<Finding> endedBy(Observation observation, AuditEvent event, UserFindings findings, long arrivalMs) {
        return observation.forgotten()
                ? tracker.end(findings, Subject.user(event.userKey()), Math.min(observation.timeMs(), arrivalMs))
                : List.of();
    }

    private Signal forestSignal(AnomalyType type, List<ContributingFactor> factors) {
        return new Signal(
                FindingTracker.FOREST, type, Risk.forestSeverity(vote.tailShare()), vote.score(), text(factors));
    }

    private String text(List<ContributingFactor> factors) {
        if (factors.isEmpty()) {
            return "No single feature of this event is unusual, all together are: score " + rounded(vote.score())
                    + ", alert threshold " + rounded(vote.reference().alertThreshold());
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(REASONS_IN_TEXT, factors.size()); i++) {
            text.append(i == 0 ? "" : ". ").append(factors.get(i).text());
        }
        return text.toString();
    }

    private static double rounded(double score) {
        return Math.round(score * 1000) / 1000.0;
    }

    /** Places every signal in a finding and reports it; says whether one of the findings opened or rose. */
    private boolean placeSignals(UserFindings findings, Subject subject, AuditEvent event, List<Finding> written) {
        boolean alert = false;
        muted = null;
        if (signals.isEmpty()) {
            return false;
        }
        Cause cause = Cause.of(event);
        Suppressions rules = suppressions.get();
        for (Signal signal : signals) {
            String version = settingsVersion(signal.detector());
            FindingTracker.Placement placement =
                    tracker.place(findings, subject, signal, cause, rules, version, written);
            alert |= placement.alert();
            muted = muted == null && placement.alertMuted() ? placement.muted() : muted;
            reports.add(new SignalReport(
                    signal.detector(),
                    signal.anomalyType(),
                    signal.severity(),
                    signal.score(),
                    signal.text(),
                    placement.findingId(),
                    version,
                    placement.muted()));
        }
        reports.sort(STRONGEST_FIRST);
        return alert;
    }

    /** What the forest judged by is its model. */
    private String settingsVersion(String detector) {
        return detector.equals(FindingTracker.FOREST)
                ? vote.reference().version()
                : detectors.settingsVersion(detector);
    }

    /** What decides about a finding is explained exactly, as long as its episode is not one of a flood. */
    private void explainForFinding(LiveModel model, UserFindings findings, long timeMs) {
        if (explain == Explain.ALERTS && tracker.familiar(findings, timeMs)) {
            explanation.byAblation(model, vote.split());
        } else {
            explanation.byTreeShap(model, vote.split());
        }
    }

    /** Explains the result as far as it deserves; what is explained exactly already stays so. */
    private void explain(LiveModel model, boolean alert, boolean isAnomaly) {
        if (alert || explain == Explain.ALL || (isAnomaly && explain == Explain.ANOMALIES)) {
            explanation.byTreeShap(model, vote.split());
        } else if (isAnomaly) {
            explanation.byAblation(model, vote.split());
        }
    }

    /** A detector knows what it saw; the forest's type holds where none fired. */
    private AnomalyType type(AnomalyType forestType, float[] shown) {
        for (SignalReport report : reports) {
            if (!report.detector().equals(FindingTracker.FOREST)) {
                return report.anomalyType();
            }
        }
        return forestType != null ? forestType : explanation.type(shown);
    }
}

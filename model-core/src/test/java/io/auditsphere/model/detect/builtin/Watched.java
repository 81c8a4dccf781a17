package io.auditsphere.model.detect.builtin;

import io.auditsphere.model.detect.Detector;
import io.auditsphere.model.detect.DetectorSet;
import io.auditsphere.model.detect.FindingSettings;
import io.auditsphere.model.detect.FindingTracker;
import io.auditsphere.model.detect.Signal;
import io.auditsphere.model.detect.UserFindings;
import io.auditsphere.model.features.AuditFeatures;
import io.auditsphere.model.features.FeatureEngine;
import io.auditsphere.model.features.FeatureSettings;
import io.auditsphere.model.features.Observation;
import io.auditsphere.model.features.OrganisationTables;
import io.auditsphere.model.features.UserState;
import io.auditsphere.model.suppression.Cause;
import io.auditsphere.model.suppression.Suppressions;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.AuditEventBuilder;
import io.auditsphere.schemas.OperationCategory;
import io.auditsphere.schemas.Subject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * One user under watch: his events in order, through the features, the detectors and their findings, with everything stored
 * and read back in between as the stream does it. Times are UTC and so is the organisation.
 */
final class Watched {

    /** A Monday. */
    static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");

    static final String LAPTOP = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0.0.0 Safari/537.36";
    static final String PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) CriOS/140.0 Mobile/15E148";
    static final String OTHER_LAPTOP = "Mozilla/5.0 (X11; Linux x86_64) Chrome/138.0.0.0 Safari/537.36";

    static final FeatureSettings UTC = new FeatureSettings(
            List.of(ZoneId.of("UTC")),
            9,
            18,
            Set.of(),
            Map.of(),
            Set.of("contoso.com"),
            Duration.ofMinutes(15),
            Duration.ofHours(72),
            Duration.ofDays(90));

    private final FeatureEngine engine;
    private final FindingTracker tracker = new FindingTracker(FindingSettings.defaults());
    private final DetectorSet detectors;
    private OrganisationTables organisation = OrganisationTables.empty();
    private byte[] activity;
    private byte[] history;
    private byte[] findings;
    private long events;
    private String userId = "dana@contoso.com";

    Watched(Detector... detectors) {
        this(UTC, detectors);
    }

    Watched(FeatureSettings settings, Detector... detectors) {
        this.engine = new FeatureEngine(settings);
        this.detectors = DetectorSet.of(List.of(detectors));
    }

    /** The same organisation with these holidays. */
    static FeatureSettings withHolidays(LocalDate... holidays) {
        return new FeatureSettings(
                UTC.businessZones(),
                UTC.businessHoursStart(),
                UTC.businessHoursEnd(),
                Set.of(holidays),
                UTC.userZones(),
                UTC.ownDomains(),
                UTC.lateAfter(),
                UTC.lateHorizon(),
                UTC.userTtl());
    }

    Watched in(OrganisationTables tables) {
        this.organisation = tables;
        return this;
    }

    Watched as(String id) {
        this.userId = id;
        return this;
    }

    static Instant at(int day, int hour, int minute) {
        return MONDAY.plus(Duration.ofDays(day)).plus(Duration.ofHours(hour)).plus(Duration.ofMinutes(minute));
    }

    /** An event as most are: a successful read of one document from the office, at Bengaluru. */
    AuditEventBuilder event(Instant at) {
        events++;
        return AuditEvent.builder()
                .eventId("e" + events)
                .provider("microsoft")
                .creationTime(at)
                .operation("FileAccessed")
                .operationCategory(OperationCategory.ACCESS)
                .userId(userId)
                .clientIp("203.0.113.10")
                .userAgent(LAPTOP)
                .resourcePath("/sites/finance")
                .resourceName("plan" + events % 7 + ".docx")
                .country("IN")
                .city("Bengaluru")
                .latitude(12.97)
                .longitude(77.59);
    }

    /** The signals on one more event. */
    List<Signal> see(Instant at, UnaryOperator<AuditEventBuilder> with) {
        return see(with.apply(event(at)).build());
    }

    List<Signal> see(AuditEvent event) {
        UserState state = UserState.decode(activity, history);
        UserFindings open = UserFindings.decode(findings);
        long timeMs = event.creationTimeMs();
        Observation observation = engine.observe(event, state, timeMs, tracker.teaches(open, timeMs));
        float[] shown = new float[AuditFeatures.WIDTH];
        AuditFeatures.shown(observation, organisation, shown, 0);
        List<Signal> signals = new ArrayList<>();
        detectors.detect(event, observation, shown, organisation, open, timeMs, signals);
        for (Signal signal : signals) {
            tracker.place(
                    open,
                    Subject.user(event.userKey()),
                    signal,
                    Cause.of(event),
                    Suppressions.none(),
                    null,
                    new ArrayList<>());
        }
        for (Map.Entry<String, Long> failed : detectors.failures().entrySet()) {
            if (failed.getValue() > 0) {
                throw new AssertionError(failed.getKey() + " failed", detectors.lastFailure(failed.getKey()));
            }
        }
        activity = state.encodeActivity();
        history = state.encodeHistory();
        findings = open.isEmpty() ? null : open.encode();
        return signals;
    }

    /** What the findings and the detectors' own bytes of the user take. */
    int storedBytes() {
        return findings == null ? 0 : findings.length;
    }

    /** Weeks of five days with an act each quarter of an hour from one hour to another; returns what was signalled. */
    List<Signal> works(int weeks, int fromHour, int toHour) {
        return works(weeks, fromHour, toHour, event -> event);
    }

    List<Signal> works(int weeks, int fromHour, int toHour, UnaryOperator<AuditEventBuilder> with) {
        List<Signal> signals = new ArrayList<>();
        for (int day = 0; day < 7 * weeks; day++) {
            for (int minute = fromHour * 60; day % 7 < 5 && minute < toHour * 60; minute += 15) {
                signals.addAll(see(at(day, 0, minute), with));
            }
        }
        return signals;
    }

    /** So many acts from an instant on, each so many seconds after the one before. */
    List<Signal> times(int count, Instant from, int seconds, UnaryOperator<AuditEventBuilder> with) {
        List<Signal> signals = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = "thing" + i + ".docx";
            signals.addAll(see(from.plusSeconds((long) i * seconds), event -> with.apply(event.resourceName(name))));
        }
        return signals;
    }
}

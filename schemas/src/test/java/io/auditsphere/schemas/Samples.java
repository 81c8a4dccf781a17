package io.auditsphere.schemas;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Values of every contract: one fixed one for the golden files, and any number of random ones. */
final class Samples {

    static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private static final String[] TEXTS = {
        "plain",
        "with \"quotes\" and \\ and /",
        "Zoë Müller",
        "数据",
        "\uD83D\uDD12 lock",
        "<script>alert(1)</script>",
        "tab\tand\nline"
    };

    private Samples() {}

    static AuditEvent event() {
        return AuditEvent.builder()
                .eventId("7f1c3b1e-0c5a-4a53-9d0b-1f6f3f0f8a11")
                .provider("microsoft")
                .creationTime(Instant.parse("2026-11-20T11:59:58.250Z"))
                .operation("FileDownloaded")
                .operationCategory(OperationCategory.ACCESS)
                .userId("ada@contoso.example")
                .userType(UserType.USER)
                .clientIp("203.0.113.7")
                .userAgent("Mozilla/5.0 (X11; Linux x86_64)")
                .resourcePath("https://contoso.example/sites/finance")
                .resourceName("budget.xlsx")
                .outcome(Outcome.FAILURE)
                .failureKind(FailureKind.POLICY)
                .target("eve@partner.example")
                .country("DE")
                .city("Köln")
                .latitude(50.9375)
                .longitude(6.9603)
                .sensitive(true)
                .eventCount1h(3)
                .eventCount24h(17)
                .attribute("workload", "SharePoint")
                .build();
    }

    static Anomaly anomaly() {
        Map<String, Double> features = new LinkedHashMap<>();
        features.put("hour_of_day", 3.0);
        features.put("event_count_1h", 412.0);
        features.put("unique_sites", 1.5);
        Map<String, Double> contributions = new LinkedHashMap<>();
        contributions.put("hour_of_day", 0.25);
        contributions.put("event_count_1h", 2.5);
        return new Anomaly(
                "audit",
                Subject.user("microsoft|ada@contoso.example"),
                withoutCounts(event()),
                true,
                true,
                0.71,
                80,
                0.95,
                AnomalyType.BULK_OPERATION,
                Severity.HIGH,
                List.of(
                        new ContributingFactor(
                                "event_count_1h", 412, 28.0, 2.5, "412 events in the last hour; usual: 28"),
                        new ContributingFactor("hour_of_day", 3, null, 0.25, "at 3 at night")),
                ExplanationMethod.TREE_SHAP,
                contributions,
                List.of(new SignalReport(
                        "forest",
                        AnomalyType.BULK_OPERATION,
                        Severity.HIGH,
                        0.9,
                        "score over the alert threshold",
                        "f-1",
                        "1",
                        null)),
                null,
                features,
                new ModelReference("01890a5d-ac96-774b-bcce-b302099a8057", NOON.minusSeconds(3600), 0.55, 0.68),
                Baseline.ESTABLISHED,
                List.of(),
                false,
                NOON);
    }

    static Anomaly unjudged() {
        AuditEvent bare = AuditEvent.builder()
                .eventId("e-2")
                .provider("box")
                .creationTime(NOON)
                .operation("UPLOAD")
                .userId("bo@example.com")
                .build();
        return new Anomaly(
                "audit",
                Subject.user(bare.userKey()),
                bare,
                false,
                false,
                null,
                0,
                null,
                null,
                null,
                List.of(),
                null,
                Map.of(),
                List.of(),
                null,
                Map.of("hour_of_day", 12.0),
                null,
                Baseline.LEARNING,
                List.of(
                        new DetectorLearning("access_time", LearningState.LEARNING, 3),
                        new DetectorLearning("request_frequency", LearningState.PEERS, 2)),
                true,
                NOON);
    }

    static Finding finding() {
        return new Finding(
                "f-1",
                Subject.user("microsoft|ada@contoso.example"),
                "forest",
                AnomalyType.BULK_OPERATION,
                FindingState.RAISED,
                Severity.CRITICAL,
                500,
                NOON.minusSeconds(900),
                NOON,
                "500 downloads in 15 minutes; this user's usual is under 30",
                List.of("e-1", "e-500"),
                "1",
                null);
    }

    static Finding mutedFinding() {
        Finding finding = finding();
        return new Finding(
                finding.findingId(),
                finding.subject(),
                finding.detector(),
                finding.anomalyType(),
                FindingState.OPENED,
                Severity.MEDIUM,
                120,
                finding.firstSeen(),
                finding.lastSeen(),
                finding.text(),
                finding.eventIds(),
                finding.settingsVersion(),
                muted());
    }

    static Muted muted() {
        return new Muted(
                "weekly-export",
                "soc@contoso.example",
                "The finance export, agreed with the controller",
                NOON.plusSeconds(86_400),
                "0c1d2e3f4a5b");
    }

    static SuppressionRule suppressionRule() {
        return new SuppressionRule(
                "weekly-export",
                "soc@contoso.example",
                "The finance export, agreed with the controller",
                NOON.plusSeconds(86_400),
                Severity.HIGH,
                new SuppressionScope(
                        List.of("microsoft|export-*@contoso.example"),
                        List.of("bulk", "forest"),
                        List.of(AnomalyType.BULK_OPERATION, AnomalyType.UNUSUAL_VOLUME),
                        List.of("microsoft"),
                        List.of("DE"),
                        List.of("192.0.2.0/24", "2001:db8::/32"),
                        List.of("FileDownloaded")),
                "0c1d2e3f4a5b",
                NOON,
                "ana");
    }

    static DetectorSettings detectorSettings() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("failures_from_new", 5L);
        values.put("times", 2.5);
        values.put("strict", true);
        values.put("top_roles", List.of("owner", "global admin"));
        return new DetectorSettings(
                "authentication_failure", true, Severity.MEDIUM, values, "3f1c9a0b7d2e", NOON, "ana");
    }

    static ResponseAction responseAction() {
        return new ResponseAction(
                "a-1",
                "f-1",
                new Subject(SubjectType.ADDRESS, "203.0.113.7"),
                "block_ip",
                "203.0.113.7",
                "password spraying from this address",
                List.of("e-1", "e-7"),
                Severity.HIGH,
                true,
                NOON,
                NOON.plusSeconds(3600),
                "unblock_ip");
    }

    /** The caller's own counts are the one thing of an event that a result does not carry. */
    static AuditEvent withoutCounts(AuditEvent e) {
        return e.toBuilder().eventCount1h(null).eventCount24h(null).build();
    }

    static AuditEvent randomEvent(RandomGenerator random) {
        AuditEventBuilder event = AuditEvent.builder()
                .eventId("e-" + random.nextLong())
                .provider(random.nextBoolean() ? "google" : "box")
                .creationTime(Instant.ofEpochSecond(random.nextLong(4_000_000_000L), random.nextInt(1_000_000_000)))
                .operation(text(random))
                .operationCategory(any(random, OperationCategory.values()))
                .userId(text(random))
                .userType(any(random, UserType.values()))
                .outcome(any(random, Outcome.values()))
                .sensitive(random.nextBoolean());
        if (random.nextBoolean()) {
            event.clientIp("2001:db8::1")
                    .userAgent(text(random))
                    .resourcePath(text(random))
                    .resourceName(text(random));
        }
        if (random.nextBoolean()) {
            event.failureKind(any(random, FailureKind.values())).target(text(random));
        }
        if (random.nextBoolean()) {
            event.country("AU")
                    .city(text(random))
                    .latitude(random.nextDouble(-90, 90))
                    .longitude(-random.nextDouble(180));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            event.attribute("name " + i, text(random));
        }
        return event.build();
    }

    static Anomaly randomAnomaly(RandomGenerator random) {
        AuditEvent event = randomEvent(random);
        boolean judged = random.nextBoolean();
        List<ContributingFactor> factors = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            factors.add(new ContributingFactor(
                    "feature " + i,
                    random.nextInt(1000),
                    judged ? random.nextDouble() : null,
                    random.nextGaussian(),
                    text(random)));
        }
        Map<String, Double> features = new LinkedHashMap<>();
        for (int i = 0; i < 16; i++) {
            features.put(
                    "feature " + i, random.nextBoolean() ? (double) random.nextInt(100_000) : random.nextGaussian());
        }
        return new Anomaly(
                "audit",
                Subject.user(event.userKey()),
                event,
                random.nextBoolean(),
                random.nextBoolean(),
                judged ? random.nextDouble() : null,
                random.nextInt(101),
                judged ? random.nextDouble() : null,
                judged ? any(random, AnomalyType.values()) : null,
                judged ? any(random, Severity.values()) : null,
                List.copyOf(factors),
                judged ? any(random, ExplanationMethod.values()) : null,
                judged ? new LinkedHashMap<>(features) : Map.of(),
                judged
                        ? List.of(new SignalReport(
                                "forest",
                                any(random, AnomalyType.values()),
                                any(random, Severity.values()),
                                random.nextDouble(),
                                text(random),
                                null,
                                null,
                                random.nextBoolean() ? muted() : null))
                        : List.of(),
                random.nextBoolean() ? muted() : null,
                features,
                judged ? new ModelReference("v", NOON, random.nextDouble(), random.nextDouble()) : null,
                any(random, Baseline.values()),
                random.nextBoolean()
                        ? List.of()
                        : List.of(new DetectorLearning(
                                "bulk", any(random, LearningState.values()), 1 + random.nextInt(90))),
                random.nextBoolean(),
                NOON.plusNanos(random.nextLong(1_000_000_000_000L)));
    }

    private static String text(RandomGenerator random) {
        return TEXTS[random.nextInt(TEXTS.length)];
    }

    private static <E> E any(RandomGenerator random, E[] values) {
        return values[random.nextInt(values.length)];
    }
}

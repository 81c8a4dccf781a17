package io.auditsphere.app.evaluate;

import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.Finding;
import io.auditsphere.schemas.FindingJson;
import io.auditsphere.schemas.FindingState;
import io.auditsphere.schemas.Severity;
import io.auditsphere.schemas.SubjectType;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What findings about source addresses add to results, which were written before them: the events that made one open or
 * rise alert, and the events that a finding names belong to it. For one thread.
 */
final class SourceFindings {

    private final Map<String, Set<AnomalyType>> typesOfEvent = new HashMap<>();
    private final Map<String, Severity> severityOfFinding = new HashMap<>();
    private final Set<String> alertingEvents = new HashSet<>();

    /** Results alone. */
    static SourceFindings none() {
        return new SourceFindings();
    }

    /**
     * The findings of a file as {@code score --findings} writes it, or a consumer of {@code findings}: one JSON object a
     * line, in order. Those about users are told by the results already and left out.
     *
     * @throws IOException if it cannot be read, or a line is no finding; the message has file and line
     */
    static SourceFindings read(Path file) throws IOException {
        SourceFindings findings = new SourceFindings();
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            int number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (!line.isBlank()) {
                    findings.add(finding(line, file, number));
                }
            }
        }
        return findings;
    }

    private static Finding finding(String line, Path file, int number) throws IOException {
        try {
            return FindingJson.read(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IOException(file + ", line " + number + " is no finding: " + e.getMessage(), e);
        }
    }

    void add(Finding finding) {
        if (finding.subject().type() != SubjectType.ADDRESS) {
            return;
        }
        for (String event : finding.eventIds()) {
            typesOfEvent
                    .computeIfAbsent(event, id -> EnumSet.noneOf(AnomalyType.class))
                    .add(finding.anomalyType());
        }
        Severity before = severityOfFinding.put(finding.findingId(), finding.severity());
        List<String> events = finding.eventIds();
        boolean alerts = finding.state() != FindingState.CLOSED && finding.muted() == null;
        if (alerts && finding.severity() != before && !events.isEmpty()) {
            alertingEvents.add(events.get(events.size() - 1));
        }
    }

    /** The event with what came of it at its source. */
    JudgedEvent judge(JudgedEvent event) {
        Set<AnomalyType> types = typesOfEvent.get(event.eventId());
        return types == null ? event : event.with(alertingEvents.contains(event.eventId()), types);
    }
}

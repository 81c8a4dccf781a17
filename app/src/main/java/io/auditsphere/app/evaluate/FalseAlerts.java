package io.auditsphere.app.evaluate;

import io.auditsphere.app.generate.TruthRecord;
import io.auditsphere.schemas.Anomaly;
import io.auditsphere.schemas.SignalReport;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Prints the alerts of a run on events of normal life, a line each, with what they say and why the event looks odd: what to
 * read before a threshold is changed. Those of a user under attack are printed as well. For one thread.
 */
final class FalseAlerts {

    private final String seed;
    private final PrintStream out;
    private final Map<String, TruthRecord> truthOfEvent = new HashMap<>();
    private int known;

    FalseAlerts(String seed, PrintStream out) {
        this.seed = seed;
        this.out = out;
    }

    /** Takes a result, and all of the truth that is known by then. */
    void see(Anomaly result, List<TruthRecord> truths) {
        for (; known < truths.size(); known++) {
            TruthRecord truth = truths.get(known);
            truth.eventIds().forEach(id -> truthOfEvent.put(truth.provider() + '|' + id, truth));
        }
        if (!result.isAlert()) {
            return;
        }
        TruthRecord truth = truthOfEvent.get(
                result.event().provider() + '|' + result.event().eventId());
        if (truth == null || truth.kind() != TruthRecord.Kind.ATTACK) {
            String says = result.signals().stream().map(FalseAlerts::words).collect(Collectors.joining(" / "));
            out.println(seed + "\t" + (truth == null ? "everyday" : truth.variant()) + "\t"
                    + result.event().userKey() + "\t" + result.event().creationTime() + "\t" + says);
        }
    }

    private static String words(SignalReport signal) {
        return signal.detector() + " " + signal.severity().wireName() + ": " + signal.text();
    }
}

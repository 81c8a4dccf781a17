package io.auditsphere.app.evaluate;

import io.auditsphere.model.detect.FindingSettings;
import io.auditsphere.model.detect.UserFindings;
import io.auditsphere.model.detect.source.SignInAttempt;
import io.auditsphere.model.detect.source.SourceDetectors;
import io.auditsphere.model.detect.source.SourceWatch;
import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.Finding;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the tasks of the sources make of sign-in attempts, in the process of an evaluation: an attempt that makes a finding
 * about an address open or rise alerts, as an event of a user does. For one thread.
 */
final class JudgedSources {

    private final SourceWatch watch;
    private final Map<String, UserFindings> states = new HashMap<>();

    /** @param none whether no source is watched: the forest judges alone */
    JudgedSources(boolean none, FindingSettings findings) {
        this.watch = none ? null : new SourceWatch(SourceDetectors::asShipped, findings);
    }

    /** The event with what came of its attempt. */
    JudgedEvent judge(JudgedEvent event, SignInAttempt attempt) {
        if (watch == null) {
            return event;
        }
        boolean alert = false;
        Set<AnomalyType> types = EnumSet.noneOf(AnomalyType.class);
        List<String> subjects = watch.subjectsOf(attempt);
        for (String subject : subjects) {
            UserFindings state = states.computeIfAbsent(subject, key -> UserFindings.empty());
            watch.closeQuiet(subject, state, attempt.timeMs());
            SourceWatch.Observed observed = watch.observe(subject, attempt, state);
            alert |= observed.alert();
            for (Finding finding : observed.written()) {
                types.add(finding.anomalyType());
            }
        }
        return event.with(alert, types);
    }
}

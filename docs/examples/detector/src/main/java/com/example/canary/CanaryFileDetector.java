package com.example.canary;

import io.auditsphere.model.detect.Detector;
import io.auditsphere.model.detect.DetectorInput;
import io.auditsphere.model.detect.DetectorTraining;
import io.auditsphere.model.detect.Learning;
import io.auditsphere.model.detect.RecordSettings;
import io.auditsphere.model.detect.Signal;
import io.auditsphere.model.detect.UserView;
import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Speaks when somebody touches a canary: a file that looks worth stealing and that nobody has a reason to open. The
 * second canary of one user is critical. How many he has touched is what this detector keeps of him, in one byte.
 */
public final class CanaryFileDetector implements Detector {

    /** Its name, as results, findings and settings bear it. */
    public static final String NAME = "canary_file";

    /**
     * Changed with {@code auditsphere detectors set canary_file names=…}.
     *
     * @param names names of canaries, ignoring case
     */
    public record Settings(List<String> names) {
        public Settings {
            names = List.copyOf(names);
        }
    }

    private final Settings settings;
    private final Set<Integer> regulars;

    /** As shipped; what the program calls. */
    public CanaryFileDetector() {
        this(new Settings(List.of("passwords-2026.xlsx", "salaries-board.docx")), Set.of());
    }

    private CanaryFileDetector(Settings settings, Set<Integer> regulars) {
        this.settings = settings;
        this.regulars = regulars;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public AnomalyType anomalyType() {
        return AnomalyType.SENSITIVE_OPERATION;
    }

    @Override
    public int maxBytes() {
        return 1;
    }

    @Override
    public Map<String, Object> settings() {
        return RecordSettings.of(settings);
    }

    @Override
    public Detector withSettings(Map<String, Object> changes) {
        return new CanaryFileDetector(RecordSettings.with(settings, changes), regulars);
    }

    @Override
    public DetectorTraining training() {
        return new RegularsTraining(this::isCanary);
    }

    @Override
    public Detector trained(byte[] baseline) {
        return new CanaryFileDetector(settings, RegularsTraining.read(baseline));
    }

    /** A canary is one for everybody, from the first event on: nothing has to be learnt of a user. */
    @Override
    public Learning learning(UserView user) {
        return Learning.DONE;
    }

    @Override
    public Signal detect(DetectorInput input) {
        if (!isCanary(input.event()) || regulars.contains(RegularsTraining.hash(input.event()))) {
            return null;
        }
        byte[] kept = input.bytes();
        int touched = (kept == null ? 0 : kept[0]) + 1;
        input.keep(new byte[] {(byte) Math.min(touched, 100)});
        Severity severity = touched > 1 ? Severity.CRITICAL : Severity.HIGH;
        String text = String.format(
                Locale.ROOT,
                "Touched the canary %s, the %d. of this user; nobody has a reason to",
                input.event().resourceName(),
                touched);
        return new Signal(NAME, anomalyType(), severity, 1.0, text);
    }

    private boolean isCanary(AuditEvent event) {
        String file = event.resourceName();
        return file != null && settings.names().stream().anyMatch(file::equalsIgnoreCase);
    }
}

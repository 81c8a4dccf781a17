package io.auditsphere.schemas;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What is in force for one detector: the value of its key in the compacted topic {@code detector-settings}.
 *
 * @param detector the detector's name
 * @param enabled whether it is asked at all
 * @param minimumSeverity signals under it are dropped
 * @param settings values over those it was shipped with, by name: numbers, flags, texts and lists of texts
 * @param version names this state of the settings in results and findings: equal settings have equal versions
 * @param setAt when it was set
 * @param setBy who set it, as he says
 */
public record DetectorSettings(
        String detector,
        boolean enabled,
        Severity minimumSeverity,
        Map<String, Object> settings,
        String version,
        Instant setAt,
        String setBy) {

    public DetectorSettings {
        Objects.requireNonNull(detector, "detector");
        Objects.requireNonNull(minimumSeverity, "minimumSeverity");
        Objects.requireNonNull(version, "version");
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }
}

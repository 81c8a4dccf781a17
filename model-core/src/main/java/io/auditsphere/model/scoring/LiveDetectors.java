package io.auditsphere.model.scoring;

import io.auditsphere.model.detect.DetectorSet;
import io.auditsphere.model.detect.source.SourceDetectors;
import io.auditsphere.schemas.DetectorSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The detectors in force, whose settings change while they are asked: one reference, written at once, so that no event
 * is judged by half of two. Thread-safe.
 */
public final class LiveDetectors implements Supplier<DetectorSet> {

    private final DetectorSet shipped;
    private final SourceDetectors shippedSources;
    private final Map<String, DetectorSettings> settings = new TreeMap<>();
    private volatile DetectorSet current;
    private volatile SourceDetectors currentSources;

    /** These detectors, as shipped until something else is set. */
    public LiveDetectors(DetectorSet shipped, SourceDetectors shippedSources) {
        this.shipped = shipped;
        this.shippedSources = shippedSources;
        this.current = shipped;
        this.currentSources = shippedSources;
    }

    /** The detectors that watch sources, as they are in force now. */
    public SourceDetectors sources() {
        return currentSources;
    }

    @Override
    public DetectorSet get() {
        return current;
    }

    /** The settings that each detector works by now, those of sources included, in the order of asking. */
    public Map<String, Map<String, Object>> valuesInForce() {
        Map<String, Map<String, Object>> values = new LinkedHashMap<>();
        current.detectors().forEach(detector -> values.put(detector.name(), detector.settings()));
        currentSources.detectors().forEach(detector -> values.put(detector.name(), detector.settings()));
        return values;
    }

    /** What is set over what was shipped, by detector; a copy. */
    public synchronized Map<String, DetectorSettings> settings() {
        return new TreeMap<>(settings);
    }

    /**
     * Puts settings in force.
     *
     * @return false if no detector has this name; they are kept all the same, for the one that may come
     * @throws IllegalArgumentException if the detector refuses them; nothing changes then
     */
    public synchronized boolean set(DetectorSettings changed) {
        Map<String, DetectorSettings> next = settings();
        next.put(changed.detector(), changed);
        apply(next);
        settings.put(changed.detector(), changed);
        return shipped.settingsVersion(changed.detector()) != null
                || shippedSources.settingsVersion(changed.detector()) != null;
    }

    /** Takes a detector back to what it was shipped with. */
    public synchronized void reset(String detector) {
        settings.remove(detector);
        apply(settings);
    }

    private void apply(Map<String, DetectorSettings> next) {
        DetectorSet users = shipped.with(next);
        SourceDetectors sources = shippedSources.with(next);
        current = users;
        currentSources = sources;
    }
}

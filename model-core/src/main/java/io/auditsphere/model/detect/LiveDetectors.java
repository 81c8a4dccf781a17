package io.auditsphere.model.detect;

import io.auditsphere.schemas.DetectorSettings;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The detectors in force, whose settings change while they are asked: one reference, written at once, so that no event
 * is judged by half of two. Thread-safe.
 */
public final class LiveDetectors implements Supplier<DetectorSet> {

    private final DetectorSet shipped;
    private final Map<String, DetectorSettings> settings = new TreeMap<>();
    private volatile DetectorSet current;

    /** These detectors, as shipped until something else is set. */
    public LiveDetectors(DetectorSet shipped) {
        this.shipped = shipped;
        this.current = shipped;
    }

    @Override
    public DetectorSet get() {
        return current;
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
        current = shipped.with(next);
        settings.put(changed.detector(), changed);
        return shipped.settingsVersion(changed.detector()) != null;
    }

    /** Takes a detector back to what it was shipped with. */
    public synchronized void reset(String detector) {
        settings.remove(detector);
        current = shipped.with(settings);
    }
}

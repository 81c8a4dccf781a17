package io.auditsphere.model.scoring;

import io.auditsphere.model.detect.DetectorSet;
import io.auditsphere.model.detect.source.SourceDetectors;
import io.auditsphere.model.suppression.Suppressions;
import io.auditsphere.schemas.DetectorSettings;
import io.auditsphere.schemas.SuppressionRule;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The detectors and the suppression rules in force, which change while they are asked: one reference, written at once,
 * so that no event is judged by half of two. Thread-safe.
 */
public final class LiveDetectors implements Supplier<DetectorSet> {

    private final DetectorSet shipped;
    private final SourceDetectors shippedSources;
    private final Map<String, DetectorSettings> settings = new TreeMap<>();
    private final Map<String, SuppressionRule> rules = new TreeMap<>();
    private volatile DetectorsInForce current;

    /** These detectors, as shipped until something else is set. */
    public LiveDetectors(DetectorSet shipped, SourceDetectors shippedSources) {
        this.shipped = shipped;
        this.shippedSources = shippedSources;
        this.current = new DetectorsInForce(shipped, shippedSources, Suppressions.none());
    }

    /** The detectors that watch sources, as they are in force now. */
    public SourceDetectors sources() {
        return current.sources();
    }

    /** The suppression rules, as they are in force now. */
    public Suppressions suppressions() {
        return current.suppressions();
    }

    /** All of it, as it is in force now. */
    public DetectorsInForce inForce() {
        return current;
    }

    @Override
    public DetectorSet get() {
        return current.users();
    }

    /** The settings that each detector works by now, those of sources included, in the order of asking. */
    public Map<String, Map<String, Object>> valuesInForce() {
        Map<String, Map<String, Object>> values = new LinkedHashMap<>();
        current.users().detectors().forEach(detector -> values.put(detector.name(), detector.settings()));
        current.sources().detectors().forEach(detector -> values.put(detector.name(), detector.settings()));
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

    /** The suppression rules by id, those that have expired included; a copy. */
    public synchronized Map<String, SuppressionRule> rules() {
        return new TreeMap<>(rules);
    }

    /**
     * Puts a suppression rule in force, in place of the one with its id.
     *
     * @throws IllegalArgumentException if it cannot be asked, or if there are too many; nothing changes then
     */
    public synchronized void suppress(SuppressionRule rule) {
        Map<String, SuppressionRule> next = rules();
        next.put(rule.id(), rule);
        apply(Suppressions.of(next.values()));
        rules.put(rule.id(), rule);
    }

    /** Takes a suppression rule away; nothing happens if there is none with this id. */
    public synchronized void unsuppress(String id) {
        if (rules.remove(id) != null) {
            apply(Suppressions.of(rules.values()));
        }
    }

    private void apply(Suppressions suppressions) {
        current = new DetectorsInForce(current.users(), current.sources(), suppressions);
    }

    private void apply(Map<String, DetectorSettings> next) {
        current = new DetectorsInForce(shipped.with(next), shippedSources.with(next), current.suppressions());
    }
}

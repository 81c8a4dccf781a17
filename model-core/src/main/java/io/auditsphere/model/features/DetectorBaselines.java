package io.auditsphere.model.features;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What detectors learnt of the whole organisation while a provider's history was replayed, by detector: bytes that only
 * the detector itself can read. They travel in the snapshot with the organisation's other tables. Immutable; arrays are
 * copied on the way in and must not be changed by whoever reads them.
 */
final class DetectorBaselines {

    /** Bytes that one detector may leave. */
    static final int MAX_BYTES = 64 << 10;

    /** Bytes that all of them may leave: a quarter of the size that a snapshot is to have. */
    static final int MAX_BYTES_OF_ALL = 256 << 10;

    private static final int MAX_DETECTORS = 64;
    private static final DetectorBaselines NONE = new DetectorBaselines(Map.of());

    /** In the order of the names, so that the same tables are the same bytes. */
    private final TreeMap<String, byte[]> byDetector;

    private DetectorBaselines(Map<String, byte[]> byDetector) {
        this.byDetector = new TreeMap<>(byDetector);
    }

    static DetectorBaselines none() {
        return NONE;
    }

    /** @throws IllegalArgumentException if there is no room for all of them */
    static DetectorBaselines of(Map<String, byte[]> baselines) {
        Map<String, byte[]> copy = new HashMap<>();
        baselines.forEach((detector, bytes) ->
                copy.put(detector, requireRoom(detector, bytes, copy).clone()));
        return copy.isEmpty() ? NONE : new DetectorBaselines(copy);
    }

    static byte[] requireRoom(String detector, byte[] baseline, Map<String, byte[]> others) {
        long taken = others.values().stream().mapToLong(bytes -> bytes.length).sum();
        if (baseline.length > MAX_BYTES
                || taken + baseline.length > MAX_BYTES_OF_ALL
                || others.size() == MAX_DETECTORS) {
            throw new IllegalArgumentException("The detector " + detector + " left " + baseline.length
                    + " bytes of what it learnt of the organisation; a model holds " + MAX_BYTES + " of one, "
                    + MAX_BYTES_OF_ALL + " of all and " + MAX_DETECTORS + " detectors, and there are " + taken
                    + " bytes of " + others.size() + " before it");
        }
        return baseline;
    }

    /** What this detector left; null if nothing. */
    byte[] of(String detector) {
        return byDetector.get(detector);
    }

    void write(StateWriter out) {
        out.writeUnsigned(byDetector.size());
        byDetector.forEach((detector, bytes) -> {
            out.writePart(detector.getBytes(StandardCharsets.UTF_8));
            out.writePart(bytes);
        });
    }

    static DetectorBaselines read(StateReader in) {
        int count = in.readLength(MAX_DETECTORS, 2);
        Map<String, byte[]> baselines = new HashMap<>();
        long all = 0;
        for (int i = 0; i < count; i++) {
            String detector = new String(in.readPart(), StandardCharsets.UTF_8);
            byte[] bytes = in.readPart();
            all += bytes.length;
            in.require(bytes.length <= MAX_BYTES && all <= MAX_BYTES_OF_ALL, "what a detector learnt");
            baselines.put(detector, bytes);
        }
        return baselines.isEmpty() ? NONE : new DetectorBaselines(baselines);
    }
}

package com.example.canary;

import io.auditsphere.model.detect.DetectorTraining;
import io.auditsphere.model.features.Observation;
import io.auditsphere.schemas.AuditEvent;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Learns who touches canaries as a matter of routine: on three different days of the history at least. */
final class RegularsTraining implements DetectorTraining {

    private static final int DAYS = 3;

    /** Whom it keeps track of; more than that touch canaries only where the names are badly chosen. */
    private static final int MAX_USERS = 10_000;

    private static final long DAY_MS = 86_400_000;

    private final Predicate<AuditEvent> isCanary;
    private final Map<Integer, Set<Long>> daysOf = new HashMap<>();

    RegularsTraining(Predicate<AuditEvent> isCanary) {
        this.isCanary = isCanary;
    }

    @Override
    public void learn(AuditEvent event, Observation observation) {
        if (!isCanary.test(event) || (daysOf.size() >= MAX_USERS && !daysOf.containsKey(hash(event)))) {
            return;
        }
        Set<Long> days = daysOf.computeIfAbsent(hash(event), user -> new HashSet<>());
        if (days.size() < DAYS) {
            days.add(Math.floorDiv(event.creationTimeMs(), DAY_MS));
        }
    }

    /** Their hashes, sorted: the same history leaves the same bytes. */
    @Override
    public byte[] baseline() {
        int[] regulars = daysOf.entrySet().stream()
                .filter(each -> each.getValue().size() == DAYS)
                .mapToInt(Map.Entry::getKey)
                .sorted()
                .toArray();
        ByteBuffer bytes = ByteBuffer.allocate(regulars.length * Integer.BYTES);
        bytes.asIntBuffer().put(regulars);
        return bytes.array();
    }

    static Set<Integer> read(byte[] baseline) {
        if (baseline.length % Integer.BYTES != 0) {
            throw new IllegalArgumentException("expected hashes of 4 bytes each, found " + baseline.length + " bytes");
        }
        Set<Integer> regulars = new HashSet<>();
        ByteBuffer bytes = ByteBuffer.wrap(baseline);
        while (bytes.hasRemaining()) {
            regulars.add(bytes.getInt());
        }
        return regulars;
    }

    static int hash(AuditEvent event) {
        return event.userKey().hashCode();
    }
}

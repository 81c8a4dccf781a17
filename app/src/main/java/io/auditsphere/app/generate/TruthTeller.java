package io.auditsphere.app.generate;

import io.auditsphere.schemas.AuditEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Turns what was generated into truth records: one for each attack, and for each habit, account and day. */
final class TruthTeller {

    private final Consumer<TruthRecord> sink;
    private final Map<String, List<DayLog.Entry>> habits = new LinkedHashMap<>();

    TruthTeller(Consumer<TruthRecord> sink) {
        this.sink = sink;
    }

    /** Takes note of an event that arrives in the span. */
    void seen(DayLog.Entry entry, long day) {
        if (entry.habit() != null) {
            String id = entry.habit().wireName() + "/" + entry.event().userKey() + "/" + day;
            habits.computeIfAbsent(id, key -> new ArrayList<>()).add(entry);
        }
    }

    void tellHabits() {
        habits.forEach((id, entries) -> sink.accept(record(
                TruthRecord.Kind.ODD_BUT_NORMAL,
                id,
                null,
                entries.get(0).habit().wireName(),
                entries.stream().map(DayLog.Entry::event).toList())));
        habits.clear();
    }

    void tellAttack(Attacks.Played attack, List<AuditEvent> arriving) {
        if (!arriving.isEmpty()) {
            sink.accept(record(TruthRecord.Kind.ATTACK, attack.id(), attack, attack.variant(), arriving));
        }
    }

    private static TruthRecord record(
            TruthRecord.Kind kind, String id, Attacks.Played attack, String variant, List<AuditEvent> events) {
        List<AuditEvent> ordered = new ArrayList<>(events);
        ordered.sort(Comparator.comparing(AuditEvent::creationTime));
        AuditEvent first = ordered.get(0);
        Instant end = ordered.get(ordered.size() - 1).creationTime();
        return new TruthRecord(
                kind,
                id,
                attack == null ? null : attack.category(),
                variant,
                attack == null ? null : attack.stealth().wireName(),
                first.provider(),
                ordered.stream().allMatch(event -> event.userId().equals(first.userId()))
                        ? first.userId()
                        : TruthRecord.MANY,
                ordered.stream().map(AuditEvent::eventId).toList(),
                first.creationTime(),
                end);
    }
}

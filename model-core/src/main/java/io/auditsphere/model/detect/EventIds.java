package io.auditsphere.model.detect;

import java.util.ArrayList;
import java.util.List;

/** The ids of a finding's events: the first ten and the latest ten, however many there were. Mutable, for one thread. */
final class EventIds {

    /** Half of what a finding may list. */
    static final int FIRST = 10;

    /** What a finding may list. */
    static final int MAX = 20;

    /** Characters of an id that are kept: providers' ids have at most some 60, and authors of events choose theirs. */
    static final int MAX_LENGTH = 128;

    private final ArrayList<String> ids = new ArrayList<>();

    /** Appends the id of the next event; the eleventh-newest makes room. */
    void add(String eventId) {
        if (ids.size() == MAX) {
            ids.remove(FIRST);
        }
        ids.add(Signal.cut(eventId, MAX_LENGTH));
    }

    /** Appends ids that a signal brings as evidence, where they are not listed yet. */
    void addEvidence(List<String> evidence) {
        for (String eventId : evidence) {
            if (!ids.contains(Signal.cut(eventId, MAX_LENGTH))) {
                add(eventId);
            }
        }
    }

    int size() {
        return ids.size();
    }

    String get(int index) {
        return ids.get(index);
    }

    List<String> toList() {
        return List.copyOf(ids);
    }
}

package io.auditsphere.app.deadletters;

import java.util.Set;

/**
 * Which dead letters are meant. Immutable.
 *
 * @param reasons of these reasons; empty for all
 * @param partitions of these partitions; empty for all
 * @param at these alone; empty for all
 * @param fromMs that arrived at this time or later, in milliseconds since the epoch
 * @param untilMs that arrived before this time
 */
public record Selection(Set<String> reasons, Set<Integer> partitions, Set<Coordinates> at, long fromMs, long untilMs) {

    public Selection {
        reasons = Set.copyOf(reasons);
        partitions = Set.copyOf(partitions);
        at = Set.copyOf(at);
    }

    /** All of them. */
    public static Selection everything() {
        return new Selection(Set.of(), Set.of(), Set.of(), Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** These alone. */
    public static Selection of(Set<Coordinates> at) {
        return new Selection(Set.of(), Set.of(), at, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** Whether this partition can hold any. */
    boolean reads(int partition) {
        return (partitions.isEmpty() || partitions.contains(partition))
                && (at.isEmpty() || at.stream().anyMatch(one -> one.partition() == partition));
    }

    /** Whether this one is among them. */
    public boolean contains(DeadLetter letter) {
        return (reasons.isEmpty() || reasons.contains(letter.reason()))
                && (partitions.isEmpty() || partitions.contains(letter.at().partition()))
                && (at.isEmpty() || at.contains(letter.at()))
                && letter.timestampMs() >= fromMs
                && letter.timestampMs() < untilMs;
    }
}

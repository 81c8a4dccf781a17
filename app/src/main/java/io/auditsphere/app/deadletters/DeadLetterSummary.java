package io.auditsphere.app.deadletters;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * Dead letters in figures: by reason, provider and field, over which span of time, and the newest of them. Bounded,
 * whatever strangers make up: after {@value #MOST_ROWS} different rows the rest is counted as one. For one thread.
 */
public final class DeadLetterSummary {

    private static final int MOST_ROWS = 1_000;
    private static final Row OTHERS = new Row("others", DeadLetter.NONE, DeadLetter.NONE);

    /** What is counted together. */
    public record Row(String reason, String provider, String field) {}

    /** How many of a row. */
    public record Count(Row row, long letters) {}

    private final Map<Row, Long> counts = new TreeMap<>(
            Comparator.comparing(Row::reason).thenComparing(Row::provider).thenComparing(Row::field));
    private final PriorityQueue<DeadLetter> newest = new PriorityQueue<>(
            Comparator.comparingLong(DeadLetter::timestampMs).thenComparing(DeadLetter::at));
    private final int keep;
    private long letters;
    private long truncated;
    private long replayed;
    private long bytes;
    private long firstMs = Long.MAX_VALUE;
    private long lastMs = Long.MIN_VALUE;

    /** Keeps the newest so many. */
    public DeadLetterSummary(int keep) {
        this.keep = keep;
    }

    /** Counts one. */
    public void add(DeadLetter letter) {
        letters++;
        bytes += letter.size();
        truncated += letter.truncated() ? 1 : 0;
        replayed += letter.replays() > 0 ? 1 : 0;
        firstMs = Math.min(firstMs, letter.timestampMs());
        lastMs = Math.max(lastMs, letter.timestampMs());
        Row row = new Row(letter.reason(), ProviderGuess.of(letter), letter.field());
        counts.merge(counts.containsKey(row) || counts.size() < MOST_ROWS ? row : OTHERS, 1L, Long::sum);
        newest.add(letter);
        if (newest.size() > keep) {
            newest.remove();
        }
    }

    /** How many there are. */
    public long letters() {
        return letters;
    }

    /** How many of them were cut and cannot be sent back. */
    public long truncated() {
        return truncated;
    }

    /** How many of them were sent back before and rejected again. */
    public long replayed() {
        return replayed;
    }

    /** Bytes of all values. */
    public long bytes() {
        return bytes;
    }

    /** Arrival of the first, in milliseconds since the epoch; meaningless if there are none. */
    public long firstMs() {
        return firstMs;
    }

    /** Arrival of the last. */
    public long lastMs() {
        return lastMs;
    }

    /** The counts, the largest first. */
    public List<Count> counts() {
        return counts.entrySet().stream()
                .map(entry -> new Count(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(Count::letters).reversed())
                .toList();
    }

    /** The newest by arrival, the newest first. */
    public List<DeadLetter> newest() {
        Deque<DeadLetter> falling = new ArrayDeque<>();
        PriorityQueue<DeadLetter> rest = new PriorityQueue<>(newest);
        while (!rest.isEmpty()) {
            falling.addFirst(rest.remove());
        }
        return List.copyOf(falling);
    }
}

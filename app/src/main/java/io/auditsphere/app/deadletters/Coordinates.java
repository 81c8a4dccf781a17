package io.auditsphere.app.deadletters;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a record stands in the dead letters' topic, written {@code PARTITION:OFFSET}.
 *
 * @param partition 0 or more
 * @param offset 0 or more
 */
public record Coordinates(int partition, long offset) implements Comparable<Coordinates> {

    private static final Pattern FORM = Pattern.compile("(\\d{1,9}):(\\d{1,18})");

    /**
     * Reads what {@link #toString} writes.
     *
     * @throws IllegalArgumentException if the text is of another form
     */
    public static Coordinates parse(String text) {
        Matcher matcher = FORM.matcher(text.trim());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "expected PARTITION:OFFSET as `dlq list` prints them, such as 0:17; found " + text);
        }
        return new Coordinates(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2)));
    }

    @Override
    public int compareTo(Coordinates other) {
        int byPartition = Integer.compare(partition, other.partition);
        return byPartition != 0 ? byPartition : Long.compare(offset, other.offset);
    }

    @Override
    public String toString() {
        return partition + ":" + offset;
    }
}

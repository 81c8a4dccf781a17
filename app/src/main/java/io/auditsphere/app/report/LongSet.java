package io.auditsphere.app.report;

import java.util.Arrays;

/**
 * A set of hashes: open addressing over a power of two, since a boxed set would take five times the memory. For one
 * thread.
 */
public final class LongSet {

    private long[] cells = new long[64];
    private int size;
    private boolean hasZero;

    /** Adds a hash, whose low bits must be well mixed; false if it is there already. */
    public boolean add(long value) {
        if (value == 0) {
            boolean added = !hasZero;
            hasZero = true;
            return added;
        }
        if (2 * size >= cells.length) {
            grow();
        }
        int cell = cellOf(cells, value);
        if (cells[cell] == value) {
            return false;
        }
        cells[cell] = value;
        size++;
        return true;
    }

    /** How many there are. */
    public int size() {
        return hasZero ? size + 1 : size;
    }

    private void grow() {
        long[] larger = new long[cells.length * 2];
        Arrays.stream(cells).filter(value -> value != 0).forEach(value -> larger[cellOf(larger, value)] = value);
        cells = larger;
    }

    /** Where the value is, or the empty cell where it belongs. */
    private static int cellOf(long[] cells, long value) {
        int cell = (int) value & cells.length - 1;
        while (cells[cell] != 0 && cells[cell] != value) {
            cell = cell + 1 & cells.length - 1;
        }
        return cell;
    }
}

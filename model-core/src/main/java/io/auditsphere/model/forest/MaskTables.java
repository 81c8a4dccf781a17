package io.auditsphere.model.forest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Puts the masks of features together: those of few cells into one table of all combinations, the smallest first, as
 * long as all tables together stay within a size. Used once, by one thread.
 */
final class MaskTables {

    private final long maskBytes;
    private final long combinedBytes;
    private final List<Table> tables = new ArrayList<>();

    /** The features of one table, in the order of their strides, and their cells' masks. */
    private record Table(List<Integer> features, List<long[][]> masks, boolean combinable) {

        int size() {
            int size = 1;
            for (long[][] cells : masks) {
                size *= cells.length;
            }
            return size;
        }
    }

    MaskTables(long maskBytes, long combinedBytes) {
        this.maskBytes = maskBytes;
        this.combinedBytes = combinedBytes;
    }

    /** Adds a feature; {@code combinable} if its cell is all there is to know about its value. */
    void add(int feature, long[][] cells, boolean combinable) {
        tables.add(new Table(List.of(feature), Collections.singletonList(cells), combinable));
    }

    /** The tables; tells in which of them each feature is, and by how much one cell of it counts there. */
    long[][][] build(LeafMasks masks, int[] tableOf, int[] strideOf) {
        combine();
        if (tables.isEmpty()) {
            return new long[][][] {{masks.all()}};
        }
        long[][][] built = new long[tables.size()][][];
        for (int t = 0; t < built.length; t++) {
            Table table = tables.get(t);
            int stride = 1;
            for (int i = 0; i < table.features().size(); i++) {
                tableOf[table.features().get(i)] = t;
                strideOf[table.features().get(i)] = stride;
                stride *= table.masks().get(i).length;
            }
            built[t] = combinations(table, masks);
        }
        return built;
    }

    private void combine() {
        while (true) {
            List<Table> candidates = new ArrayList<>(tables);
            candidates.removeIf(table -> !table.combinable());
            if (candidates.size() < 2) {
                return;
            }
            candidates.sort(Comparator.comparingInt(Table::size));
            Table smallest = candidates.get(0);
            Table next = candidates.get(1);
            long masks = (long) smallest.size() * next.size() - smallest.size() - next.size();
            for (Table table : tables) {
                masks += table.combinable() ? table.size() : 0;
            }
            if (masks * maskBytes > combinedBytes) {
                return;
            }
            tables.remove(smallest);
            tables.remove(next);
            List<Integer> features = new ArrayList<>(smallest.features());
            features.addAll(next.features());
            List<long[][]> cells = new ArrayList<>(smallest.masks());
            cells.addAll(next.masks());
            tables.add(new Table(features, cells, true));
        }
    }

    private static long[][] combinations(Table table, LeafMasks leafMasks) {
        long[][] combined = {leafMasks.all()};
        for (long[][] cells : table.masks()) {
            long[][] wider = new long[combined.length * cells.length][];
            for (int i = 0; i < wider.length; i++) {
                wider[i] = combined[i % combined.length].clone();
                LeafMasks.and(wider[i], cells[i / combined.length]);
            }
            combined = wider;
        }
        return combined;
    }
}

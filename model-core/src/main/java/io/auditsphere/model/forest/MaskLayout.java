package io.auditsphere.model.forest;

import java.util.Arrays;

/**
 * The layout of a forest as tables of leaf masks; {@link ForestScorer} tells the idea. A row is looked up (which mask of
 * each table), its masks are ANDed, and for features of any values the open splits are applied; what is left is one bit
 * a tree. Immutable and thread-safe; what changes is in the {@link Scratch} of a thread.
 */
final class MaskLayout {

    /** With more, HotSpot's loop gets too big to be unrolled into vectors; with fewer, it stores too often. */
    private static final int MASKS_PER_PASS = 4;

    /**
     * Combinations of features are tabled while all such tables together stay within this. Of 1, 2 and 4 MiB the last
     * was the fastest (9.6, 9.4 and 11.1 times the walk on rows like those of audit logs): most rows share few
     * combinations, so what they touch stays in the second-level cache, and eight masks take two passes.
     */
    private static final long COMBINED_TABLE_BYTES = 4L << 20;

    private final int width;

    /** By feature; one that no tree splits on, or that is searched, has none. */
    private final WholeNumberColumn[] whole;

    /** Null if no feature is searched. */
    private final PlaceSearch search;

    /** In the order of the search. */
    private final SearchedColumn[] searched;

    /** The table that each feature's masks are in, and what a cell of it counts there. */
    private final int[] tableOf;

    private final int[] strideOf;
    private final long[][][] tables;
    private final int words;
    private final double[] pathLengths;
    private final int[] treeOfWord;

    /**
     * The layout of a forest.
     *
     * @param isWhole which features are taken for whole numbers
     * @param splits the splits of each feature, by rising threshold
     * @param patches the open splits that a place of a searched feature may have
     */
    MaskLayout(IsolationForest forest, boolean[] isWhole, int[][] splits, int patches) {
        LeafMasks masks = new LeafMasks(forest);
        this.width = forest.width();
        this.words = masks.words();
        this.pathLengths = masks.pathLengths();
        this.treeOfWord = masks.treeOfWord();
        this.whole = new WholeNumberColumn[width];
        this.tableOf = new int[width];
        this.strideOf = new int[width];
        int[] searchedFeatures = new int[width];
        SearchedColumn[] columns = new SearchedColumn[width];
        int count = 0;
        MaskTables builder = new MaskTables(words * (long) Long.BYTES, COMBINED_TABLE_BYTES);
        for (int feature = 0; feature < width; feature++) {
            int[] nodes = splits[feature];
            if (nodes.length == 0) {
                continue;
            }
            if (isWhole[feature]) {
                whole[feature] = WholeNumberColumn.of(forest, nodes);
                int[] under = whole[feature].splitsUnder(forest, nodes);
                builder.add(feature, masks.cells(nodes, under, under), true);
            } else {
                columns[count] = new SearchedColumn(masks, nodes, patches);
                builder.add(feature, columns[count].masks(), false);
                searchedFeatures[count++] = feature;
            }
        }
        this.tables = builder.build(masks, tableOf, strideOf);
        this.searched = Arrays.copyOf(columns, count);
        this.search = count == 0 ? null : search(forest, Arrays.copyOf(searchedFeatures, count), splits);
    }

    private static PlaceSearch search(IsolationForest forest, int[] features, int[][] splits) {
        int[][] sorted = new int[features.length][];
        for (int i = 0; i < features.length; i++) {
            sorted[i] = Arrays.stream(splits[features[i]])
                    .map(split -> PlaceSearch.sortable(forest.threshold(split)))
                    .toArray();
        }
        return new PlaceSearch(features, sorted);
    }

    /** What a thread needs while it scores a row, by whatever layout. */
    static final class Scratch {
        private int[] mask = new int[0];
        private int[] place = new int[0];
        private long[] words = new long[0];

        private void reserve(MaskLayout layout) {
            if (mask.length < layout.tables.length) {
                mask = new int[layout.tables.length];
            }
            if (layout.search != null && place.length < layout.search.room()) {
                place = new int[layout.search.room()];
            }
            if (words.length < layout.words) {
                words = new long[layout.words];
            }
        }
    }

    /**
     * Leaves one bit a tree in the scratch, the leaf that the row ends in; false where a feature of whole numbers has a
     * value that is none, so that the row must be walked.
     *
     * @throws IllegalArgumentException if a value is NaN or infinite
     */
    boolean findLeaves(float[] rows, int offset, Scratch scratch) {
        scratch.reserve(this);
        if (!lookUp(rows, offset, scratch)) {
            return false;
        }
        intersect(scratch.mask, scratch.words);
        for (int i = 0; i < searched.length; i++) {
            searched[i].patch(scratch.place[i], scratch.words);
        }
        return true;
    }

    /** Chooses the row's mask in each table. */
    private boolean lookUp(float[] rows, int offset, Scratch scratch) {
        int[] mask = scratch.mask;
        Arrays.fill(mask, 0, tables.length, 0);
        for (int feature = 0; feature < width; feature++) {
            float value = rows[offset + feature];
            WholeNumberColumn column = whole[feature];
            if (column != null) {
                int cell = column.cell(value);
                if (cell == WholeNumberColumn.NONE) {
                    return false;
                }
                mask[tableOf[feature]] += cell * strideOf[feature];
            } else if (!Float.isFinite(value)) {
                throw ForestScorer.notFinite(feature, value);
            }
        }
        if (search != null) {
            search.places(rows, offset, scratch.place);
            for (int i = 0; i < searched.length; i++) {
                mask[tableOf[search.feature(i)]] = searched[i].block(scratch.place[i]);
            }
        }
        return true;
    }

    /** ANDs the chosen masks, four in a pass; where there are fewer, the first again changes nothing. */
    private void intersect(int[] mask, long[] out) {
        for (int table = 0; table < tables.length; table += MASKS_PER_PASS) {
            long[] first = tables[table][mask[table]];
            long[] second = chosen(table + 1, mask, first);
            long[] third = chosen(table + 2, mask, first);
            long[] fourth = chosen(table + 3, mask, first);
            if (table == 0) {
                setToIntersection(out, first, second, third, fourth, words);
            } else {
                intersectWith(out, first, second, third, fourth, words);
            }
        }
    }

    private long[] chosen(int table, int[] mask, long[] otherwise) {
        return table < tables.length ? tables[table][mask[table]] : otherwise;
    }

    private static void setToIntersection(long[] out, long[] a, long[] b, long[] c, long[] d, int words) {
        for (int i = 0; i < words; i++) {
            out[i] = a[i] & b[i] & c[i] & d[i];
        }
    }

    private static void intersectWith(long[] out, long[] a, long[] b, long[] c, long[] d, int words) {
        for (int i = 0; i < words; i++) {
            out[i] &= a[i] & b[i] & c[i] & d[i];
        }
    }

    /** The sum over the trees of the path lengths of the leaves found. */
    double sum(Scratch scratch) {
        return sumOfLeaves(scratch.words, pathLengths, words);
    }

    /** Two sums, so that one addition need not wait for the other; the order does not change the bits. */
    private static double sumOfLeaves(long[] masks, double[] values, int words) {
        double even = 0;
        double odd = 0;
        int word = 0;
        int base = 0;
        for (; word + 1 < words; word += 2) {
            even += values[base + Long.numberOfTrailingZeros(masks[word])];
            odd += values[base + LeafMasks.VALUES_PER_WORD + Long.numberOfTrailingZeros(masks[word + 1])];
            base += 2 * LeafMasks.VALUES_PER_WORD;
        }
        if (word < words) {
            even += values[base + Long.numberOfTrailingZeros(masks[word])];
        }
        return even + odd;
    }

    /** Adds the path length of each tree's leaf to {@code out}. */
    void addPathLengths(Scratch scratch, double[] out) {
        for (int word = 0, base = 0; word < words; word++, base += LeafMasks.VALUES_PER_WORD) {
            out[treeOfWord[word]] += pathLengths[base + Long.numberOfTrailingZeros(scratch.words[word])];
        }
    }

    @Override
    public String toString() {
        long masks = 0;
        for (long[][] table : tables) {
            masks += table.length;
        }
        return "leaf masks, " + tables.length + " tables of " + masks * words * Long.BYTES / 1024 + " KiB";
    }
}

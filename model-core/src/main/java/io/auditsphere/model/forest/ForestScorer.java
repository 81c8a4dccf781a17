package io.auditsphere.model.forest;

import java.util.Arrays;

/**
 * Scores rows by the layout of the trees that is fastest for them, with the very bits that {@link IsolationForest}'s
 * walk gives. Immutable and thread-safe; scoring allocates nothing once a thread has scored its first row.
 *
 * <h2>How</h2>
 *
 * <p>QuickScorer (Lucchese et al., SIGIR 2015) does not follow trees from the root: it keeps, for each tree, a word
 * with one bit a leaf and takes out the leaves that each split rules out. Here that is done beforehand. Between two
 * neighbouring thresholds of a feature, all of its splits in all trees are decided, so the leaves that are left form
 * one mask for that cell, over both sides of every split. A row looks up one mask a feature; what is left when all are
 * ANDed is one bit a tree, the leaf that the row ends in. The ANDs run through the arrays in order and are compiled to
 * vector instructions.
 *
 * <ul>
 *   <li>A feature of whole numbers finds its mask by its value ({@link WholeNumberColumn}). Features of few cells
 *       share one table of all their combinations, so that there are fewer masks to AND.
 *   <li>A feature of any values is searched for, and its masks are kept for blocks of neighbouring splits, whose own
 *       few splits are applied one by one ({@link SearchedColumn}).
 *   <li>A forest whose masks would take more than {@value #MAX_TABLE_BYTES} bytes is walked.
 * </ul>
 */
public final class ForestScorer {

    /** A forest whose masks need more than this is walked: they would lie in no cache. */
    static final long MAX_TABLE_BYTES = 24L << 20;

    /**
     * Combinations of features are tabled while all such tables together stay within this. Of 1, 2 and 4 MiB the last
     * was the fastest (9.6, 9.4 and 11.1 times the walk on rows like those of audit logs): most rows share few
     * combinations, so what they touch stays in the second-level cache, and eight masks take two passes.
     */
    private static final long COMBINED_TABLE_BYTES = 4L << 20;

    /** Features of any values get as few patches as this allows: 8, 4 and 2 MiB gave 4.6, 4.3 and 3.2 times the walk. */
    private static final long SEARCHED_TABLE_BYTES = 8L << 20;

    private static final int FEWEST_PATCHES = 4;
    private static final int MOST_PATCHES = 32;

    /** With more, HotSpot's loop gets too big to be unrolled into vectors; with fewer, it stores too often. */
    private static final int MASKS_PER_PASS = 4;

    private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

    private final IsolationForest forest;
    private final boolean walks;

    /** By feature; a feature that no tree splits on has neither. */
    private final WholeNumberColumn[] whole;

    private final SearchedColumn[] searched;

    /** The table that each feature's masks are in, and what a cell of it counts there. */
    private final int[] tableOf;

    private final int[] strideOf;
    private final long[][][] tables;
    private final int words;
    private final double[] pathLengths;
    private final int[] treeOfWord;

    private ForestScorer(IsolationForest forest) {
        this.forest = forest;
        this.walks = true;
        this.whole = new WholeNumberColumn[0];
        this.searched = new SearchedColumn[0];
        this.tableOf = new int[0];
        this.strideOf = new int[0];
        this.tables = new long[0][][];
        this.words = 0;
        this.pathLengths = new double[0];
        this.treeOfWord = new int[0];
    }

    private ForestScorer(IsolationForest forest, boolean[] isWhole, int[][] splits, int patches) {
        this.forest = forest;
        this.walks = false;
        LeafMasks masks = new LeafMasks(forest);
        this.words = masks.words();
        this.pathLengths = masks.pathLengths();
        this.treeOfWord = masks.treeOfWord();
        this.whole = new WholeNumberColumn[forest.width()];
        this.searched = new SearchedColumn[forest.width()];
        this.tableOf = new int[forest.width()];
        this.strideOf = new int[forest.width()];
        MaskTables builder = new MaskTables(words * (long) Long.BYTES, COMBINED_TABLE_BYTES);
        for (int feature = 0; feature < forest.width(); feature++) {
            int[] nodes = splits[feature];
            if (nodes.length == 0) {
                continue;
            }
            if (isWhole[feature]) {
                whole[feature] = WholeNumberColumn.of(forest, nodes);
                int[] under = whole[feature].splitsUnder(forest, nodes);
                builder.add(feature, masks.cells(nodes, under, under), true);
            } else {
                searched[feature] = new SearchedColumn(forest, masks, nodes, patches);
                builder.add(feature, searched[feature].masks(), false);
            }
        }
        this.tables = builder.build(masks, tableOf, strideOf);
    }

    /** The scorer of this forest. Takes some milliseconds at default sizes. */
    public static ForestScorer of(IsolationForest forest) {
        int[][] splits = LeafMasks.splitsByFeature(forest);
        boolean[] isWhole = WholeNumberColumn.infer(forest, splits);
        return of(forest, splits, isWhole);
    }

    /** The scorer of this forest for rows that need not be whole numbers, whatever its trees look like. */
    public static ForestScorer ofAnyValues(IsolationForest forest) {
        return of(forest, LeafMasks.splitsByFeature(forest), new boolean[forest.width()]);
    }

    private static ForestScorer of(IsolationForest forest, int[][] splits, boolean[] isWhole) {
        long maskBytes = LeafMasks.words(forest) * Long.BYTES;
        long wholeCells = 0;
        long searchedSplits = 0;
        for (int feature = 0; feature < isWhole.length; feature++) {
            if (splits[feature].length > 0 && isWhole[feature]) {
                wholeCells += WholeNumberColumn.of(forest, splits[feature]).count();
            } else {
                searchedSplits += splits[feature].length;
            }
        }
        int patches = FEWEST_PATCHES;
        while (searchedSplits / (patches + 1) * maskBytes > SEARCHED_TABLE_BYTES && patches < MOST_PATCHES) {
            patches *= 2;
        }
        long tableBytes = (wholeCells + searchedSplits / (patches + 1)) * maskBytes;
        if (tableBytes > MAX_TABLE_BYTES) {
            return new ForestScorer(forest);
        }
        return new ForestScorer(forest, isWhole, splits, patches);
    }

    /** The number of features in a row. */
    public int width() {
        return forest.width();
    }

    /** What this scorer does, in a few words, for logs and benchmarks. */
    public String layout() {
        if (walks) {
            return "walk";
        }
        long masks = 0;
        for (long[][] table : tables) {
            masks += table.length;
        }
        return "leaf masks, " + tables.length + " tables of " + masks * words * Long.BYTES / 1024 + " KiB";
    }

    /**
     * The row's anomaly score, 0..1, higher is more anomalous.
     *
     * @param rows row-major values; those of the row are {@code rows[offset..offset + width − 1]}
     * @throws IllegalArgumentException if one of them is NaN or infinite
     */
    public double score(float[] rows, int offset) {
        return PathLength.score(meanPathLength(rows, offset), forest.sampleSize());
    }

    /**
     * The scores of the rows one after another from {@code rows[0]}, into {@code out[0..count − 1]}.
     *
     * @throws IllegalArgumentException if a value is NaN or infinite
     */
    public void scores(float[] rows, int count, double[] out) {
        Scratch scratch = SCRATCH.get();
        for (int row = 0; row < count; row++) {
            out[row] = PathLength.score(sum(rows, row * forest.width(), scratch) / forest.trees(), forest.sampleSize());
        }
    }

    /** The mean over the trees of the row's path length. Arguments as for {@link #score}. */
    public double meanPathLength(float[] rows, int offset) {
        return sum(rows, offset, SCRATCH.get()) / forest.trees();
    }

    /**
     * The row's path length in each tree. Arguments as for {@link #score}.
     *
     * @param out where to: {@code out[0..trees − 1]}
     * @return their mean, as {@link #meanPathLength} has it
     */
    public double treePathLengths(float[] rows, int offset, double[] out) {
        Scratch scratch = SCRATCH.get();
        if (!findLeaves(rows, offset, scratch)) {
            requireFinite(rows, offset);
            forest.treePathLengths(rows, offset, out);
        } else {
            Arrays.fill(out, 0, forest.trees(), 0);
            for (int word = 0, base = 0; word < words; word++, base += LeafMasks.VALUES_PER_WORD) {
                out[treeOfWord[word]] += pathLengths[base + Long.numberOfTrailingZeros(scratch.words[word])];
            }
        }
        double sum = 0;
        for (int tree = 0; tree < forest.trees(); tree++) {
            sum += out[tree];
        }
        return sum / forest.trees();
    }

    private double sum(float[] rows, int offset, Scratch scratch) {
        return findLeaves(rows, offset, scratch) ? sumOfLeaves(scratch.words, pathLengths, words) : walk(rows, offset);
    }

    /** Leaves one bit a tree in the scratch's words; false where the row is one to be walked. */
    private boolean findLeaves(float[] rows, int offset, Scratch scratch) {
        if (walks) {
            return false;
        }
        scratch.reserve(words, tables.length, forest.width());
        int[] mask = scratch.mask;
        Arrays.fill(mask, 0, tables.length, 0);
        boolean searches = false;
        for (int feature = 0; feature < whole.length; feature++) {
            float value = rows[offset + feature];
            WholeNumberColumn column = whole[feature];
            if (column != null) {
                int cell = column.cell(value);
                if (cell == WholeNumberColumn.NONE) {
                    return false;
                }
                mask[tableOf[feature]] += cell * strideOf[feature];
            } else {
                if (!Float.isFinite(value)) {
                    throw notFinite(feature, value);
                }
                SearchedColumn search = searched[feature];
                if (search != null) {
                    int place = search.place(value);
                    scratch.place[feature] = place;
                    mask[tableOf[feature]] = search.block(place);
                    searches = true;
                }
            }
        }
        intersect(mask, scratch.words);
        if (searches) {
            for (int feature = 0; feature < searched.length; feature++) {
                if (searched[feature] != null) {
                    searched[feature].patch(scratch.place[feature], scratch.words);
                }
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

    private double walk(float[] rows, int offset) {
        requireFinite(rows, offset);
        double sum = 0;
        for (int tree = 0; tree < forest.trees(); tree++) {
            sum += forest.leafPathLength(forest.leaf(tree, rows, offset));
        }
        return sum;
    }

    private void requireFinite(float[] rows, int offset) {
        for (int feature = 0; feature < forest.width(); feature++) {
            if (!Float.isFinite(rows[offset + feature])) {
                throw notFinite(feature, rows[offset + feature]);
            }
        }
    }

    private static IllegalArgumentException notFinite(int feature, float value) {
        return new IllegalArgumentException(
                "feature " + feature + " is " + value + "; only finite values can be scored");
    }

    /** What a thread needs while it scores a row, for whatever forest. */
    private static final class Scratch {
        private long[] words = new long[0];
        private int[] mask = new int[0];
        private int[] place = new int[0];

        void reserve(int wordCount, int tables, int width) {
            if (words.length < wordCount) {
                words = new long[wordCount];
            }
            if (mask.length < tables) {
                mask = new int[tables];
            }
            if (place.length < width) {
                place = new int[width];
            }
        }
    }
}

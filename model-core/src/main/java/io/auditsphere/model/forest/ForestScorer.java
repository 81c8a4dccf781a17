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
 *   <li>A feature of any values is searched for ({@link PlaceSearch}), and its masks are kept for blocks of neighbouring splits, whose own
 *       few splits are applied one by one ({@link SearchedColumn}).
 *   <li>A forest whose masks would take more than {@value #MAX_TABLE_BYTES} bytes is walked.
 * </ul>
 */
public final class ForestScorer {

    /**
     * A forest whose tables need more memory than this is walked. It is memory that is bounded, not time: masks were as
     * fast as the walk or faster at every size measured, up to 150 MiB (docs/PERFORMANCE.md), for what they read of
     * a table is one stretch a feature, which processors fetch ahead, and the walk of such a forest misses the caches
     * too.
     */
    static final long MAX_TABLE_BYTES = 96L << 20;

    /** Features of any values get as few patches as this allows: 8, 4 and 2 MiB gave 4.6, 4.3 and 3.2 times the walk. */
    private static final long SEARCHED_TABLE_BYTES = 8L << 20;

    private static final int FEWEST_PATCHES = 4;
    private static final int MOST_PATCHES = 32;
    private static final int MAX_NUMBER = Character.MAX_VALUE;

    private static final ThreadLocal<MaskLayout.Scratch> SCRATCH = ThreadLocal.withInitial(MaskLayout.Scratch::new);

    private final IsolationForest forest;

    /** Null if the forest is walked. */
    private final MaskLayout layout;

    /** c(ψ). */
    private final double averagePathLength;

    private final long tableBytes;

    private ForestScorer(IsolationForest forest, MaskLayout layout, long tableBytes) {
        this.forest = forest;
        this.layout = layout;
        this.tableBytes = tableBytes;
        this.averagePathLength = PathLength.averageOf(forest.sampleSize());
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

    /** The scorer of this forest by masks, up to tables of so many bytes: for measuring where they stop paying. */
    public static ForestScorer ofMasks(IsolationForest forest, long maxTableBytes) {
        int[][] splits = LeafMasks.splitsByFeature(forest);
        return of(forest, splits, WholeNumberColumn.infer(forest, splits), maxTableBytes);
    }

    private static ForestScorer of(IsolationForest forest, int[][] splits, boolean[] isWhole) {
        return of(forest, splits, isWhole, MAX_TABLE_BYTES);
    }

    private static ForestScorer of(IsolationForest forest, int[][] splits, boolean[] isWhole, long maxTableBytes) {
        long maskWords = LeafMasks.words(forest);
        long maskBytes = maskWords * Long.BYTES;
        long wholeCells = 0;
        long searchedSplits = 0;
        int mostSplits = 0;
        for (int feature = 0; feature < isWhole.length; feature++) {
            if (splits[feature].length > 0 && isWhole[feature]) {
                wholeCells += WholeNumberColumn.of(forest, splits[feature]).count();
            } else {
                searchedSplits += splits[feature].length;
                mostSplits = Math.max(mostSplits, splits[feature].length);
            }
        }
        int patches = FEWEST_PATCHES;
        while (searchedSplits / (patches + 1) * maskBytes > SEARCHED_TABLE_BYTES && patches < MOST_PATCHES) {
            patches *= 2;
        }
        long tableBytes = (wholeCells + searchedSplits / (patches + 1)) * maskBytes
                + searchedSplits * patches * SearchedColumn.PATCH_BYTES;
        // Words and blocks of a searched feature are numbered by 16 bits.
        boolean tooMany = searchedSplits > 0 && (maskWords > MAX_NUMBER || mostSplits > MAX_NUMBER);
        if (tableBytes > maxTableBytes || tooMany) {
            return new ForestScorer(forest, null, 0);
        }
        return new ForestScorer(forest, new MaskLayout(forest, isWhole, splits, patches), tableBytes);
    }

    /** The bytes of masks and patches by which this scorer was chosen, before features are combined; 0 if it walks. */
    public long tableBytes() {
        return tableBytes;
    }

    /** The number of features in a row. */
    public int width() {
        return forest.width();
    }

    /** What this scorer does, in a few words, for logs and benchmarks. */
    public String layout() {
        return layout == null ? "walk" : layout.toString();
    }

    /**
     * The row's anomaly score, 0..1, higher is more anomalous.
     *
     * @param rows row-major values; those of the row are {@code rows[offset..offset + width − 1]}
     * @throws IllegalArgumentException if one of them is NaN or infinite
     */
    public double score(float[] rows, int offset) {
        return scoreOfPath(meanPathLength(rows, offset));
    }

    /** The score of a mean path length, as {@link PathLength#score} to the bit, without working c(ψ) out again. */
    public double scoreOfPath(double meanPathLength) {
        return Math.pow(2, -meanPathLength / averagePathLength);
    }

    /**
     * The scores of the rows one after another from {@code rows[0]}, into {@code out[0..count − 1]}.
     *
     * @throws IllegalArgumentException if a value is NaN or infinite
     */
    public void scores(float[] rows, int count, double[] out) {
        MaskLayout.Scratch scratch = SCRATCH.get();
        for (int row = 0; row < count; row++) {
            out[row] = scoreOfPath(sum(rows, row * forest.width(), scratch) / forest.trees());
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
        MaskLayout.Scratch scratch = SCRATCH.get();
        if (layout != null && layout.findLeaves(rows, offset, scratch)) {
            Arrays.fill(out, 0, forest.trees(), 0);
            layout.addPathLengths(scratch, out);
        } else {
            requireFinite(rows, offset);
            forest.treePathLengths(rows, offset, out);
        }
        double sum = 0;
        for (int tree = 0; tree < forest.trees(); tree++) {
            sum += out[tree];
        }
        return sum / forest.trees();
    }

    private double sum(float[] rows, int offset, MaskLayout.Scratch scratch) {
        return layout != null && layout.findLeaves(rows, offset, scratch) ? layout.sum(scratch) : walk(rows, offset);
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

    static IllegalArgumentException notFinite(int feature, float value) {
        return new IllegalArgumentException(
                "feature " + feature + " is " + value + "; only finite values can be scored");
    }
}

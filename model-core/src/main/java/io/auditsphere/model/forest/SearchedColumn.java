package io.auditsphere.model.forest;

import java.util.Arrays;

/**
 * A feature of any values. Its place is how many thresholds a value lies over ({@link PlaceSearch}). A mask for each
 * place would take tens of megabytes, so the masks are those of blocks of neighbouring places, with the few splits
 * inside a block left open; what those take out is kept for each place, as the same small number of patches
 * everywhere, so that nothing of this depends on a branch. Immutable.
 */
final class SearchedColumn {

    /** What a patch of a place takes. */
    static final int PATCH_BYTES = Character.BYTES + Long.BYTES;

    private final char[] blockOf;
    private final long[][] masks;
    private final int patches;

    /** For each place, {@code patches} words and what is kept of them. */
    private final char[] patchedWord;

    private final long[] kept;

    /**
     * The column of these splits, by rising threshold, at least one.
     *
     * @param patches the patches of a place, at least 1: a split that has more words of its own ends a block
     */
    SearchedColumn(LeafMasks leaves, int[] splits, int patches) {
        this.patches = patches;
        this.blockOf = new char[splits.length + 1];
        int[] from = new int[splits.length + 1];
        int[] to = new int[splits.length + 1];
        int blocks = 0;
        for (int begin = 0; begin <= splits.length; begin = to[blocks++] + 1) {
            int end = begin;
            int open = 0;
            while (end < splits.length && open + leaves.wordsUnder(splits[end]) <= patches) {
                open += leaves.wordsUnder(splits[end++]);
            }
            // The split at the end is in no block: the places up to it lie before it, the next block after it.
            from[blocks] = begin;
            to[blocks] = end;
            Arrays.fill(blockOf, begin, end + 1, (char) blocks);
        }
        this.masks = leaves.cells(splits, Arrays.copyOf(from, blocks), Arrays.copyOf(to, blocks));
        this.patchedWord = new char[(splits.length + 1) * patches];
        this.kept = new long[(splits.length + 1) * patches];
        Arrays.fill(kept, -1L);
        for (int place = 0; place <= splits.length; place++) {
            int block = blockOf[place];
            int patch = place * patches;
            for (int i = from[block]; i < to[block]; i++) {
                for (int word = leaves.firstWord(splits[i]); word <= leaves.lastWord(splits[i]); word++) {
                    patchedWord[patch] = (char) word;
                    kept[patch++] =
                            i < place ? leaves.keptGoingRight(splits[i], word) : leaves.keptGoingLeft(splits[i], word);
                }
            }
        }
    }

    /** The masks of the blocks. */
    long[][] masks() {
        return masks;
    }

    /** The block of this place. */
    int block(int place) {
        return blockOf[place];
    }

    /** Takes out what the open splits of the place's block take out. */
    void patch(int place, long[] words) {
        int end = (place + 1) * patches;
        for (int patch = place * patches; patch < end; patch++) {
            words[patchedWord[patch]] &= kept[patch];
        }
    }
}

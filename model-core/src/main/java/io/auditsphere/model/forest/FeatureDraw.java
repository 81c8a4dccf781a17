package io.auditsphere.model.forest;

/**
 * The features that may still vary in a node, in groups: a draw takes one of the groups that have any, then one of its
 * features. The plain draw is that of a single group. Not thread-safe.
 */
final class FeatureDraw {

    private static final int NONE = -1;

    /** Group g has its live features at the places {@code starts[g]..ends[g] − 1}. */
    private final int[] features;

    private final int[] starts;
    private final int[] ends;

    /** The groups with a live feature are the first {@code live} of these. */
    private final int[] groups;

    private int live;

    /** The place in {@code groups} that the draw is at; none before a node's first draw. */
    private int drawnGroup = NONE;

    private int drawnPlace;

    private FeatureDraw(int[] features, int[] starts, int[] ends, int[] groups) {
        this.features = features;
        this.starts = starts;
        this.ends = ends;
        this.groups = groups;
        this.live = groups.length;
    }

    /** All features of these groups; null groups for one group of all {@code width} features. */
    static FeatureDraw of(int[][] groups, int width) {
        if (groups == null) {
            return new FeatureDraw(range(width), new int[] {0}, new int[] {width}, new int[] {0});
        }
        int total = 0;
        for (int[] group : groups) {
            total += group.length;
        }
        int[] features = new int[total];
        int[] starts = new int[groups.length];
        int[] ends = new int[groups.length];
        int next = 0;
        for (int g = 0; g < groups.length; g++) {
            starts[g] = next;
            System.arraycopy(groups[g], 0, features, next, groups[g].length);
            next += groups[g].length;
            ends[g] = next;
        }
        return new FeatureDraw(features, starts, ends, range(groups.length));
    }

    private static int[] range(int end) {
        int[] range = new int[end];
        for (int i = 0; i < end; i++) {
            range[i] = i;
        }
        return range;
    }

    FeatureDraw copy() {
        FeatureDraw copy = new FeatureDraw(features.clone(), starts, ends.clone(), groups.clone());
        copy.live = live;
        return copy;
    }

    /** Becomes what the other is; both must come from the same {@link #of}. */
    void copyFrom(FeatureDraw other) {
        System.arraycopy(other.features, 0, features, 0, features.length);
        System.arraycopy(other.ends, 0, ends, 0, ends.length);
        System.arraycopy(other.groups, 0, groups, 0, groups.length);
        live = other.live;
        drawnGroup = NONE;
    }

    /** Draws a feature, within the group of the one just dropped as long as that has any; false if none is left. */
    boolean next(SplitMix64 random) {
        if (live == 0) {
            return false;
        }
        if (drawnGroup == NONE) {
            drawnGroup = live == 1 ? 0 : random.nextInt(live);
        }
        int group = groups[drawnGroup];
        drawnPlace = starts[group] + random.nextInt(ends[group] - starts[group]);
        return true;
    }

    /** The feature of the last draw. */
    int feature() {
        return features[drawnPlace];
    }

    /** Takes the feature of the last draw out: it is constant here, and so in every node below. */
    void drop() {
        int group = groups[drawnGroup];
        int last = --ends[group];
        int dropped = features[drawnPlace];
        features[drawnPlace] = features[last];
        features[last] = dropped;
        if (last == starts[group]) {
            groups[drawnGroup] = groups[--live];
            groups[live] = group;
            drawnGroup = NONE;
        }
    }
}

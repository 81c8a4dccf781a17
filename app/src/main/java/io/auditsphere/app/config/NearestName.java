package io.auditsphere.app.config;

import java.util.Optional;

/** Finds what somebody probably meant to type. */
public final class NearestName {

    private NearestName() {}

    /**
     * The known name with the smallest edit distance.
     *
     * @param atMost the largest distance that still counts as a slip
     */
    public static Optional<String> of(String typed, Iterable<String> known, int atMost) {
        String nearest = null;
        int best = atMost + 1;
        for (String name : known) {
            int distance = distance(typed, name);
            if (distance < best) {
                best = distance;
                nearest = name;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}

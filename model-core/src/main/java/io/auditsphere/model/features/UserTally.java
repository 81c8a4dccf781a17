package io.auditsphere.model.features;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** How many distinct users have each of many things. Mutable, for one thread. */
final class UserTally {

    private final Map<Integer, Integer> usersOf = new HashMap<>();
    private final Set<Long> seen = new HashSet<>();
    private int pairs;

    /** Counts the user of this thing; false if he was counted before, or the thing is unknown (0). */
    boolean add(int thing, long userHash) {
        if (thing == 0 || !seen.add(Hashing.mix(userHash ^ ((long) thing << 20) ^ thing))) {
            return false;
        }
        usersOf.merge(thing, 1, Integer::sum);
        pairs++;
        return true;
    }

    int usersOf(int thing) {
        return usersOf.getOrDefault(thing, 0);
    }

    /** Pairs of user and thing: for domains, of which a user has one, the users. */
    int users() {
        return pairs;
    }

    int mostUsers() {
        return usersOf.values().stream().mapToInt(Integer::intValue).max().orElse(1);
    }

    /** The things that at least this many users have, sorted; the most used if there are more than the limit. */
    int[] usedBy(int least, int limit) {
        return usersOf.entrySet().stream()
                .filter(entry -> entry.getValue() >= least)
                .sorted(Map.Entry.<Integer, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(limit)
                .mapToInt(Map.Entry::getKey)
                .sorted()
                .toArray();
    }
}

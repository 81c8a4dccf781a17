package io.auditsphere.model.features;

import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.UserType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes {@link AccessTables} from a replayed history. At most {@value #MOST_TRACKED} sites are followed, those that came
 * first, with a handful of users each, whatever the organisation's size: some 10 MB. Mutable, for one thread.
 */
final class AccessTablesBuilder {

    /** Sites followed while history is read; a later one is in no table, and so restricted by none. */
    static final int MOST_TRACKED = 1 << 16;

    /** One alone is somebody's own drive. */
    private static final int LEAST_FEW = 2;

    /** Few are up to a fiftieth of the established people, within these bounds. */
    private static final int FEW_DIVISOR = 50;

    private static final int SMALLEST_FEW = 3;
    private static final int LARGEST_FEW = 8;

    /** A site that was touched less, or on fewer days, may be one that others are yet to come to. */
    private static final int LEAST_EVENTS = 20;

    private static final int LEAST_DAYS = 5;

    /** In a smaller organisation everything is touched by few. */
    private static final int LEAST_PEOPLE = 20;

    private static final int LEAST_SHARERS = 2;

    private final Map<Integer, Site> sites = new HashMap<>();
    private final UserTally partners = new UserTally();
    private final UserTally countries = new UserTally();

    /** Adds an event that counts. */
    void add(AuditEvent event, Observation observation) {
        countries.add(observation.countryUsed(), observation.userHash);
        if (observation.service) {
            return;
        }
        boolean outsider = observation.guest || event.userType() == UserType.EXTERNAL;
        boolean shares = !outsider && share(event, observation);
        if (event.resourcePath() != null && observation.succeeded) {
            touch(Acts.siteKey(event), observation, outsider || shares);
        }
    }

    /** Notes the domains that something is shared with; true if any is another than the sharer's. */
    private boolean share(AuditEvent event, Observation observation) {
        String target = Acts.sharesWith(event);
        if (target == null) {
            return false;
        }
        boolean outside = Domains.isOutsideByForm(target);
        for (String domain : Domains.ofTarget(target)) {
            int hash = Domains.hash(domain);
            if (hash != observation.actorDomain) {
                outside = true;
                partners.add(hash, observation.userHash);
            }
        }
        return outside;
    }

    private void touch(int key, Observation observation, boolean outside) {
        Site site = sites.get(key);
        if (site == null) {
            if (sites.size() == MOST_TRACKED) {
                return;
            }
            site = new Site();
            sites.put(key, site);
        }
        site.add(observation, outside);
    }

    /** @param people how many established people there are */
    AccessTables build(int people) {
        List<Map.Entry<Integer, Site>> few = List.of();
        if (people >= LEAST_PEOPLE) {
            int most = Math.max(SMALLEST_FEW, Math.min(LARGEST_FEW, people / FEW_DIVISOR));
            few = sites.entrySet().stream()
                    .filter(entry -> entry.getValue().isOfFew(most))
                    .sorted(Comparator.comparingInt((Map.Entry<Integer, Site> entry) -> entry.getValue().events)
                            .reversed()
                            .thenComparing(Map.Entry.comparingByKey()))
                    .limit(AccessTables.MAX_SITES)
                    .sorted(Map.Entry.comparingByKey())
                    .toList();
        }
        int[] hashes = new int[few.size()];
        byte[] users = new byte[few.size()];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = few.get(i).getKey();
            users[i] = (byte) few.get(i).getValue().users.length;
        }
        return new AccessTables(
                hashes,
                users,
                partners.usedBy(LEAST_SHARERS, AccessTables.MAX_PARTNERS),
                countries.usedBy(1, AccessTables.MAX_COUNTRIES));
    }

    /** Who touched one site: the users as far as they are few, else that they are many. */
    private static final class Site {

        private long[] users = {};
        private int events;
        private int days;
        private long latestDay = Long.MIN_VALUE;
        private boolean open;

        void add(Observation observation, boolean outside) {
            events = Math.min(Integer.MAX_VALUE - 1, events) + 1;
            open |= outside;
            long day = Math.floorDiv(observation.timeMs, CivilTime.MS_PER_DAY);
            if (day > latestDay) {
                latestDay = day;
                days++;
            }
            if (users.length <= LARGEST_FEW && Arrays.stream(users).noneMatch(user -> user == observation.userHash)) {
                users = Arrays.copyOf(users, users.length + 1);
                users[users.length - 1] = observation.userHash;
            }
        }

        boolean isOfFew(int most) {
            return !open
                    && users.length >= LEAST_FEW
                    && users.length <= most
                    && events >= LEAST_EVENTS
                    && days >= LEAST_DAYS;
        }
    }
}

package io.auditsphere.model.features;

import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.UserType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes the tables of one provider from its replayed history. The result depends on the sequence of events alone. Memory
 * grows with users and their networks, not with events. Mutable, for one thread.
 */
public final class OrganisationTablesBuilder {

    /** A network or country is usual from this many users on, and from a hundredth of the established ones on. */
    private static final int LEAST_USERS = 2;

    private static final int USERS_DIVISOR = 100;

    /** A domain is the organisation's own if this part of its members have it; the largest always is. */
    private static final int DOMAIN_DIVISOR = 10;

    private final long[] categories = new long[OrganisationTables.CATEGORIES];
    private final long[] fileTypes = new long[OrganisationTables.FILE_TYPES];
    private final UserTally networks = new UserTally();
    private final UserTally countries = new UserTally();
    private final UserTally domains = new UserTally();
    private final Map<Integer, String> domainNames = new HashMap<>();
    private final AccessTablesBuilder access = new AccessTablesBuilder();
    private final PopulationTablesBuilder people = new PopulationTablesBuilder();
    private final PopulationTablesBuilder services = new PopulationTablesBuilder();

    /**
     * Adds one event of the history.
     *
     * @param event the event
     * @param observation what {@link FeatureEngine#observe} said about it
     */
    public void add(AuditEvent event, Observation observation) {
        if (observation.beyondHorizon) {
            return;
        }
        categories[Acts.number(observation.category)]++;
        fileTypes[observation.fileType]++;
        access.add(event, observation);
        (observation.service ? services : people).add(observation);
        if (observation.established && observation.teaches) {
            networks.add(observation.networkUsed(), observation.userHash);
            countries.add(observation.countryUsed(), observation.userHash);
        }
        boolean member = event.userType() == UserType.USER || event.userType() == UserType.ADMIN;
        if (member && !observation.guest) {
            if (domains.add(observation.actorDomain, observation.userHash)) {
                domainNames.putIfAbsent(observation.actorDomain, Domains.of(event.userId()));
            }
        }
    }

    /** The tables of what has been added so far. */
    public OrganisationTables build() {
        int users = people.established() + services.established();
        int least = Math.max(LEAST_USERS, users / USERS_DIVISOR);
        int[] own = ownDomains();
        return new OrganisationTables(
                categories.clone(),
                fileTypes.clone(),
                networks.usedBy(least, OrganisationTables.MAX_NETWORKS),
                countries.usedBy(least, OrganisationTables.MAX_COUNTRIES),
                own,
                people.build(),
                services.build(),
                learntDomains(own),
                access.build(people.established()),
                DetectorBaselines.none());
    }

    /** What a good part of the members have, and the subdomains of that which any member has. */
    private int[] ownDomains() {
        int least = Math.min(domains.mostUsers(), 1 + domains.users() / DOMAIN_DIVISOR);
        Set<String> large = Arrays.stream(domains.usedBy(least, OrganisationTables.MAX_DOMAINS))
                .mapToObj(domainNames::get)
                .collect(Collectors.toSet());
        return domainNames.entrySet().stream()
                .filter(entry -> Domains.isWithin(entry.getValue(), large))
                .sorted(Comparator.comparingInt((Map.Entry<Integer, String> entry) -> domains.usersOf(entry.getKey()))
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(OrganisationTables.MAX_DOMAINS)
                .mapToInt(Map.Entry::getKey)
                .sorted()
                .toArray();
    }

    private LearntDomains learntDomains(int[] own) {
        List<LearntDomains.Domain> largest = Arrays.stream(own)
                .mapToObj(domain -> new LearntDomains.Domain(domainNames.get(domain), domains.usersOf(domain)))
                .sorted(Comparator.comparingLong(LearntDomains.Domain::users)
                        .reversed()
                        .thenComparing(LearntDomains.Domain::name))
                .limit(LearntDomains.MOST)
                .toList();
        return new LearntDomains(domains.users(), largest);
    }

    /** One population's tables in the making. */
    private static final class PopulationTablesBuilder {

        private final long[] hours = new long[24];
        private final long[] days = new long[7];
        private long business;
        private final Map<Long, int[]> maximaOf = new HashMap<>();

        void add(Observation observation) {
            if (observation.opensHalfHour) {
                hours[observation.hour]++;
                days[observation.dayOfWeek - 1]++;
                business += observation.businessHours ? 1 : 0;
            }
            if (observation.established) {
                int[] maxima = maximaOf.computeIfAbsent(observation.userHash, hash -> new int[Measure.COUNT]);
                for (int measure = 0; measure < Measure.FIRST_BURST; measure++) {
                    maxima[measure] = Math.max(maxima[measure], observation.maxima[measure]);
                }
                int burst = Measure.burstOf(observation.category);
                maxima[burst] = Math.max(maxima[burst], observation.maxima[Observation.BURST]);
            }
        }

        int established() {
            return maximaOf.size();
        }

        PopulationTables build() {
            int[] medians = new int[Measure.COUNT];
            int[] upper = new int[Measure.COUNT];
            for (int measure = 0; measure < Measure.COUNT; measure++) {
                int[] values = positive(measure);
                medians[measure] = quantile(values, 50);
                upper[measure] = quantile(values, 90);
            }
            return new PopulationTables(maximaOf.size(), medians, upper, hours.clone(), days.clone(), business);
        }

        private int[] positive(int measure) {
            return maximaOf.values().stream()
                    .mapToInt(maxima -> maxima[measure])
                    .filter(maximum -> maximum > 0)
                    .sorted()
                    .toArray();
        }

        private static int quantile(int[] sorted, int percent) {
            return sorted.length == 0 ? 0 : sorted[(sorted.length - 1) * percent / 100];
        }
    }
}

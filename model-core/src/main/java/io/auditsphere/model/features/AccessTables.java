package io.auditsphere.model.features;

import io.auditsphere.schemas.AuditEvent;
import java.util.Arrays;

/**
 * Who reaches what in an organisation, as its trainer saw it: the sites that only few people ever touch, the outside
 * domains that several of its people share with, and the countries that anybody ever acted from. A part of {@link
 * OrganisationTables} since their third version; older ones have none, of which nothing is ever new or restricted.
 *
 * <p>All of it is hashed, so that a snapshot names nobody's sites: at 32 bits, one strange site in a million looks like
 * one of 4,096. Immutable, thread-safe.
 */
final class AccessTables {

    /** Bounds of what travels: 20 KiB of sites, 8 KiB of domains and 1 KiB of countries at most. */
    static final int MAX_SITES = 4096;

    static final int MAX_PARTNERS = 2048;
    static final int MAX_COUNTRIES = 256;

    private static final AccessTables NONE = new AccessTables(new int[0], new byte[0], new int[0], new int[0]);

    private final int[] sites;
    private final byte[] people;
    private final int[] partners;
    private final int[] countries;

    /**
     * @param sites hashes of the sites of few people, ascending
     * @param people how many people touched each, in the same order, 1..127
     * @param partners hashes of domains that are shared with, ascending
     * @param countries numbers of all countries that were used, ascending
     */
    AccessTables(int[] sites, byte[] people, int[] partners, int[] countries) {
        this.sites = sites;
        this.people = people;
        this.partners = partners;
        this.countries = countries;
    }

    /** Nothing is known. */
    static AccessTables none() {
        return NONE;
    }

    /** How many people touched this event's site in the trainer's history, if they were few and none an outsider; else 0. */
    int fewPeopleOn(AuditEvent event) {
        if (sites.length == 0 || event.resourcePath() == null) {
            return 0;
        }
        int at = Arrays.binarySearch(sites, Acts.siteKey(event));
        return at < 0 ? 0 : people[at];
    }

    /** Whether several people shared with the domain of the first address in this target. */
    boolean isPartner(String target) {
        String[] domains = partners.length == 0 ? Domains.NONE : Domains.ofTarget(target);
        return domains.length > 0 && Arrays.binarySearch(partners, Domains.hash(domains[0])) >= 0;
    }

    /** Whether anybody acted successfully from this country; true where nothing is known of countries. */
    boolean wasUsed(int country) {
        return countries.length == 0 || Arrays.binarySearch(countries, country) >= 0;
    }

    int siteCount() {
        return sites.length;
    }

    void write(StateWriter out) {
        OrganisationTables.writeHashes(out, sites);
        for (byte count : people) {
            out.writeByte(count);
        }
        OrganisationTables.writeHashes(out, partners);
        OrganisationTables.writeHashes(out, countries);
    }

    static AccessTables read(StateReader in) {
        int[] sites = OrganisationTables.readHashes(in, MAX_SITES);
        byte[] people = new byte[sites.length];
        for (int i = 0; i < people.length; i++) {
            people[i] = (byte) in.readByte();
            in.require(people[i] > 0, "how many people touch a site");
        }
        return new AccessTables(
                sites,
                people,
                OrganisationTables.readHashes(in, MAX_PARTNERS),
                OrganisationTables.readHashes(in, MAX_COUNTRIES));
    }
}

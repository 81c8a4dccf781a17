package io.auditsphere.model.features;

import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.OperationCategory;
import java.util.Arrays;
import java.util.Map;

/**
 * What a provider's whole organisation does, as its trainer saw it: shares of operations and file types, usual networks,
 * countries and hours, its own domains, and what established users reach at most. Split values that need more than the
 * user's own state are taken from the tables of the snapshot that scores. Immutable, thread-safe.
 */
public final class OrganisationTables {

    /** Version 1 ended before the names of the learnt domains, 2 before who reaches what, 3 before detectors' baselines. */
    static final int FORMAT_VERSION = 4;

    static final int FILE_TYPES = FileTypes.COUNT;
    static final int CATEGORIES = OperationCategory.values().length;

    /** Bytes that one detector may leave of what it learnt of the organisation. */
    public static final int MAX_BASELINE_BYTES = DetectorBaselines.MAX_BYTES;

    /** Bounds of the snapshot's size: 96 KiB at most, with {@link AccessTables}, and without detectors' baselines. */
    static final int MAX_NETWORKS = 8192;

    static final int MAX_COUNTRIES = 256;
    static final int MAX_DOMAINS = 1024;

    private static final OrganisationTables EMPTY = new OrganisationTablesBuilder().build();

    private final long[] categoryCounts;
    private final long[] fileTypeCounts;
    private final int[] networks;
    private final int[] countries;
    private final int[] domains;
    private final PopulationTables people;
    private final PopulationTables services;
    private final LearntDomains learntDomains;
    private final AccessTables access;
    private final DetectorBaselines baselines;
    private final int[] categoryRarity;
    private final int[] fileTypeRarity;

    OrganisationTables(
            long[] categoryCounts,
            long[] fileTypeCounts,
            int[] networks,
            int[] countries,
            int[] domains,
            PopulationTables people,
            PopulationTables services,
            LearntDomains learntDomains,
            AccessTables access,
            DetectorBaselines baselines) {
        this.categoryCounts = categoryCounts;
        this.fileTypeCounts = fileTypeCounts;
        this.networks = networks;
        this.countries = countries;
        this.domains = domains;
        this.people = people;
        this.services = services;
        this.learntDomains = learntDomains;
        this.access = access;
        this.baselines = baselines;
        this.categoryRarity = rarities(categoryCounts);
        this.fileTypeRarity = rarities(fileTypeCounts);
    }

    /** Tables that know nothing: what is asked of them is then neither usual nor rare. */
    public static OrganisationTables empty() {
        return EMPTY;
    }

    /** The tables in their stored form. */
    public byte[] encode() {
        StateWriter out = new StateWriter(256 + 4 * (networks.length + countries.length + domains.length));
        out.writeByte(FORMAT_VERSION);
        writeCounts(out, categoryCounts);
        writeCounts(out, fileTypeCounts);
        writeHashes(out, networks);
        writeHashes(out, countries);
        writeHashes(out, domains);
        people.write(out);
        services.write(out);
        learntDomains.write(out);
        access.write(out);
        baselines.write(out);
        return out.toByteArray();
    }

    /**
     * The tables from their stored form.
     *
     * @throws StateFormatException if the bytes are cut, damaged or of a newer version
     */
    public static OrganisationTables decode(byte[] bytes) {
        StateReader in = new StateReader("organisation tables", bytes);
        int version = in.readVersion(FORMAT_VERSION);
        long[] categoryCounts = readCounts(in, CATEGORIES);
        long[] fileTypeCounts = readCounts(in, FILE_TYPES);
        int[] networks = readHashes(in, MAX_NETWORKS);
        int[] countries = readHashes(in, MAX_COUNTRIES);
        int[] domains = readHashes(in, MAX_DOMAINS);
        PopulationTables people = PopulationTables.read(in);
        PopulationTables services = PopulationTables.read(in);
        LearntDomains learnt = version < 2 ? LearntDomains.none() : LearntDomains.read(in);
        AccessTables access = version < 3 ? AccessTables.none() : AccessTables.read(in);
        DetectorBaselines baselines = version < 4 ? DetectorBaselines.none() : DetectorBaselines.read(in);
        in.expectEnd();
        return new OrganisationTables(
                categoryCounts,
                fileTypeCounts,
                networks,
                countries,
                domains,
                people,
                services,
                learnt,
                access,
                baselines);
    }

    /**
     * The same tables with what detectors learnt of the organisation in place of what was there.
     *
     * @param learnt bytes by the detector's name; copied
     * @throws IllegalArgumentException if there is no room for all of them ({@link #requireRoom})
     */
    public OrganisationTables withBaselines(Map<String, byte[]> learnt) {
        return new OrganisationTables(
                categoryCounts,
                fileTypeCounts,
                networks,
                countries,
                domains,
                people,
                services,
                learntDomains,
                access,
                DetectorBaselines.of(learnt));
    }

    /**
     * This baseline, if a model has room for it beside others: each may have {@link #MAX_BASELINE_BYTES}, all together four
     * times that.
     *
     * @throws IllegalArgumentException if it has not; the message says who needs what
     */
    public static byte[] requireRoom(String detector, byte[] baseline, Map<String, byte[]> others) {
        return DetectorBaselines.requireRoom(detector, baseline, others);
    }

    /** What this detector learnt of the organisation, not to be changed; null if nothing. */
    public byte[] baseline(String detector) {
        return baselines.of(detector);
    }

    /** Established users, people and services, that the tables were made from. */
    public int establishedUsers() {
        return people.users() + services.users();
    }

    /** Networks that several established users use. */
    public int usualNetworks() {
        return networks.length;
    }

    /** Countries that several established users use. */
    public int usualCountries() {
        return countries.length;
    }

    /** The domains that were taken for the organisation's own; they count only where none are configured. */
    public LearntDomains learntDomains() {
        return learntDomains;
    }

    int categoryRarity(int category) {
        return categoryRarity[category];
    }

    int fileTypeRarity(int fileType) {
        return fileTypeRarity[fileType];
    }

    /** The category most frequent at the provider, -1 if unknown. */
    int usualCategory() {
        return mostFrequent(categoryCounts);
    }

    /** The file type most frequent at the provider, -1 if unknown. */
    int usualFileType() {
        return mostFrequent(fileTypeCounts);
    }

    /** Whether several of the organisation's users use this network ({@link Observation#networkKey()}). */
    public boolean isUsualNetwork(int network) {
        return Arrays.binarySearch(networks, network) >= 0;
    }

    /** Whether several of the organisation's users use this country ({@link Observation#countryKey()}). */
    public boolean isUsualCountry(int country) {
        return Arrays.binarySearch(countries, country) >= 0;
    }

    /** Whether anybody of the organisation ever acted successfully from this country; true where nothing is known. */
    public boolean wasCountryUsed(int country) {
        return access.wasUsed(country);
    }

    /**
     * How many people touched the site of this event in the trainer's history, if they were few, and neither an outsider
     * nor anything shared with one was among it; 0 for every other site.
     */
    public int fewPeopleOn(AuditEvent event) {
        return access.fewPeopleOn(event);
    }

    /** How many sites only few people touch, as far as they are known. */
    public int sitesOfFew() {
        return access.siteCount();
    }

    /** Whether several people of the organisation shared with the domain of the first address in this target. */
    public boolean isPartner(String target) {
        return access.isPartner(target);
    }

    boolean knowsOwnDomains() {
        return domains.length > 0;
    }

    boolean isOwnDomain(int domain) {
        return Arrays.binarySearch(domains, domain) >= 0;
    }

    /** Events in 24 hours that nine in ten established users stay under; 0 if nothing is known. */
    public int upperEventCount24h(boolean service) {
        return population(service).upperMaximum(Measure.EVENTS_24H);
    }

    /** Events in one hour that nine in ten established users stay under; 0 if nothing is known. */
    public int upperEventCount1h(boolean service) {
        return population(service).upperMaximum(Measure.EVENTS_1H);
    }

    /** Distinct sites in 24 hours that nine in ten established users stay under; 0 if nothing is known. */
    public int upperUniqueSites(boolean service) {
        return population(service).upperMaximum(Measure.SITES);
    }

    PopulationTables population(boolean service) {
        return service ? services : people;
    }

    private static int[] rarities(long[] counts) {
        long total = 0;
        for (long count : counts) {
            total += count;
        }
        int[] rarities = new int[counts.length];
        for (int i = 0; i < counts.length; i++) {
            // Half an event each, so that what was never seen is rarer the more has been seen, not infinitely rare.
            rarities[i] = total == 0 ? 0 : Rarity.of(2 * counts[i] + 1, 2 * total + counts.length);
        }
        return rarities;
    }

    private static int mostFrequent(long[] counts) {
        int best = -1;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0 && (best < 0 || counts[i] > counts[best])) {
                best = i;
            }
        }
        return best;
    }

    static void writeCounts(StateWriter out, long[] counts) {
        for (long count : counts) {
            out.writeUnsigned(count);
        }
    }

    static long[] readCounts(StateReader in, int length) {
        long[] counts = new long[length];
        for (int i = 0; i < length; i++) {
            counts[i] = in.readCount();
        }
        return counts;
    }

    static void writeHashes(StateWriter out, int[] sorted) {
        out.writeUnsigned(sorted.length);
        for (int hash : sorted) {
            out.writeInt(hash);
        }
    }

    static int[] readHashes(StateReader in, int limit) {
        int[] hashes = new int[in.readLength(limit, Integer.BYTES)];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = in.readInt();
        }
        Arrays.sort(hashes);
        return hashes;
    }
}

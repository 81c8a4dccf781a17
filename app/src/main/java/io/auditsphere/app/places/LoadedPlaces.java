package io.auditsphere.app.places;

import com.maxmind.geoip2.exception.GeoIp2Exception;
import io.auditsphere.app.places.PlaceDatabase.Use;
import io.auditsphere.app.places.PlaceReading.AutonomousSystem;
import io.auditsphere.model.features.AddressRange;
import io.auditsphere.schemas.NetworkKind;
import java.io.IOException;
import java.net.InetAddress;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The databases of one moment, and what they said of the latest addresses: exchanged as one, so that no answer is of two
 * generations. Thread-safe.
 *
 * <p>The cache has a fixed number of slots and an address has one of them, so a flood of addresses can neither grow it nor
 * lock it, and a cached address costs one comparison and allocates nothing. Two threads that miss together look up twice.
 */
final class LoadedPlaces {

    /** Slots: some 10 MB when all are taken, and far more addresses than are active in an hour in most organisations. */
    static final int SLOTS = 1 << 15;

    private record Cached(String address, Place place) {}

    private final Map<Use, PlaceDatabase> databases;
    private final List<AddressRange> corporate;
    private final LookUpErrors errors;
    private final QuadPlaces quads;
    private final AtomicReferenceArray<Cached> cache = new AtomicReferenceArray<>(SLOTS);

    LoadedPlaces(Map<Use, PlaceDatabase> databases, List<AddressRange> corporate, LookUpErrors errors) {
        this.databases = databases.isEmpty() ? Map.of() : new EnumMap<>(databases);
        this.corporate = corporate;
        this.errors = errors;
        this.quads = new QuadPlaces(corporate);
    }

    Map<Use, PlaceDatabase> databases() {
        return databases;
    }

    /** The same ranges with these databases, and nothing cached. */
    LoadedPlaces with(Map<Use, PlaceDatabase> newDatabases) {
        return new LoadedPlaces(newDatabases, corporate, errors);
    }

    Place find(String address) {
        if (databases.isEmpty()) {
            // What ranges alone say costs less than a miss of the processor's cache.
            long quad = AddressText.quadOf(address);
            if (quad >= 0) {
                return quads.of(quad);
            }
        }
        int hash = address.hashCode();
        int slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
        Cached cached = cache.get(slot);
        if (cached != null && cached.address.equals(address)) {
            return cached.place;
        }
        Place place = lookUp(AddressText.parseOrNull(address));
        cache.set(slot, new Cached(address, place));
        return place;
    }

    private Place lookUp(InetAddress address) {
        if (address == null) {
            return Place.UNKNOWN;
        }
        Place known = KnownRanges.placeOrNull(corporate, address.getAddress());
        return known != null ? known : databases.isEmpty() ? Place.UNKNOWN : ask(address);
    }

    private Place ask(InetAddress address) {
        Place place = Place.UNKNOWN;
        AutonomousSystem system = AutonomousSystem.UNKNOWN;
        NetworkKind anonymiser = null;
        for (PlaceDatabase database : databases.values()) {
            try {
                switch (database.use()) {
                    case PLACES -> place = PlaceReading.place(database.reader(), database.type(), address);
                    case SYSTEMS -> system = PlaceReading.system(database.reader(), database.type(), address);
                    case ANONYMISERS ->
                        anonymiser = PlaceReading.anonymiser(database.reader(), database.type(), address);
                }
            } catch (IOException | GeoIp2Exception | RuntimeException e) {
                // Bytes that are damaged somewhere in the middle: what cannot be read is unknown, and is counted.
                errors.add(database.use(), e);
            }
        }
        NetworkKind kind = anonymiser;
        if (kind == null) {
            kind = system.mobile() ? NetworkKind.MOBILE : CarrierNames.kindOrNull(system.organisation());
        }
        return new Place(
                place.country(),
                place.city(),
                place.latitude(),
                place.longitude(),
                place.accuracyRadius(),
                system.number(),
                system.organisation(),
                kind);
    }
}

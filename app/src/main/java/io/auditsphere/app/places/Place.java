package io.auditsphere.app.places;

import io.auditsphere.schemas.NetworkKind;

/**
 * What is known of an address; null where nothing is. Immutable.
 *
 * @param country ISO 3166-1 alpha-2 code
 * @param city name in English
 * @param latitude degrees north; only together with longitude and a country
 * @param longitude degrees east
 * @param accuracyRadius whole km around them, in digits
 * @param asn number of the autonomous system, in digits
 * @param asOrganisation who runs it
 * @param networkKind what is special about the network; null for an ordinary or unknown one
 */
public record Place(
        String country,
        String city,
        Double latitude,
        Double longitude,
        String accuracyRadius,
        String asn,
        String asOrganisation,
        NetworkKind networkKind) {

    /** Nothing is known. */
    public static final Place UNKNOWN = new Place(null, null, null, null, null, null, null, null);

    /** An address that is nowhere in particular, of a network of this kind. */
    static Place of(NetworkKind kind) {
        return new Place(null, null, null, null, null, null, null, kind);
    }
}

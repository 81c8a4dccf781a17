package io.auditsphere.app.places;

import io.auditsphere.model.features.AddressRange;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * What the known ranges say of each IPv4 address, as the pieces of the address space between the ranges' bounds: a search
 * among a hundred numbers in place of a walk through all ranges. Immutable.
 */
final class QuadPlaces {

    private static final long END = 1L << 32;

    /** First addresses of the pieces, rising, the first of them 0; what a piece is, {@link Place#UNKNOWN} for nothing. */
    private final long[] firsts;

    private final Place[] places;

    QuadPlaces(List<AddressRange> corporate) {
        firsts = LongStream.concat(LongStream.of(0), KnownRanges.quadBounds(corporate))
                .filter(bound -> bound < END)
                .distinct()
                .sorted()
                .toArray();
        places = new Place[firsts.length];
        for (int i = 0; i < firsts.length; i++) {
            Place place = KnownRanges.placeOrNull(corporate, bytes(firsts[i]));
            places[i] = place == null ? Place.UNKNOWN : place;
        }
    }

    /** What is known of this address, 0 to 2^32 - 1. */
    Place of(long quad) {
        int found = Arrays.binarySearch(firsts, quad);
        return places[found >= 0 ? found : -found - 2];
    }

    private static byte[] bytes(long quad) {
        return new byte[] {(byte) (quad >>> 24), (byte) (quad >>> 16), (byte) (quad >>> 8), (byte) quad};
    }
}

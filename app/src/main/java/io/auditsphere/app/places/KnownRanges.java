package io.auditsphere.app.places;

import io.auditsphere.model.features.AddressRange;
import io.auditsphere.schemas.NetworkKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Addresses that are nowhere in particular: those that anybody may use inside, and the providers' own machines. */
final class KnownRanges {

    /** The special-purpose registries of IPv4 and IPv6 (RFC 6890), those that nobody is reached at from outside. */
    private static final List<AddressRange> PRIVATE = List.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.168.0.0/16",
                    "224.0.0.0/3",
                    "::/127",
                    "fc00::/7",
                    "fe80::/10",
                    "ff00::/8")
            .stream()
            .map(AddressRange::parse)
            .toList();

    private static final List<AddressRange> PROVIDERS = read("provider-networks.txt");

    private KnownRanges() {}

    /**
     * What the ranges say of the address of these bytes, 4 or 16, without any database; null if it lies in none.
     *
     * @param corporate the organisation's own, which come first
     */
    static Place placeOrNull(List<AddressRange> corporate, byte[] address) {
        if (AddressRange.holds(corporate, address)) {
            return Place.of(NetworkKind.CORPORATE);
        }
        if (AddressRange.holds(PRIVATE, address)) {
            return Place.UNKNOWN;
        }
        return AddressRange.holds(PROVIDERS, address) ? Place.of(NetworkKind.PROVIDER) : null;
    }

    /** Where one of the ranges of IPv4 begins, or the first address behind one, as unsigned numbers; unordered. */
    static LongStream quadBounds(List<AddressRange> corporate) {
        return Stream.of(corporate, PRIVATE, PROVIDERS)
                .flatMap(List::stream)
                .filter(AddressRange::isVersion4)
                .flatMapToLong(range -> LongStream.of(range.firstVersion4(), range.lastVersion4() + 1));
    }

    private static List<AddressRange> read(String file) {
        try (InputStream in = KnownRanges.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing from the program's jar: build it again");
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> AddressRange.parse(line.strip()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.auditsphere.app.places;

import io.auditsphere.model.features.AddressRange;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Where places come from. Immutable.
 *
 * @param places file of a City, Country or Enterprise database, or null
 * @param systems file of an ASN or ISP database, or null
 * @param anonymisers file of an Anonymous IP or Anonymous Plus database, or null
 * @param corporate the organisation's own ranges: they have no place
 */
public record PlaceSettings(Path places, Path systems, Path anonymisers, List<AddressRange> corporate) {

    public PlaceSettings {
        corporate = List.copyOf(Objects.requireNonNull(corporate, "corporate"));
    }

    /** No database, no range. */
    public static PlaceSettings none() {
        return new PlaceSettings(null, null, null, List.of());
    }
}

package io.auditsphere.app.places;

import io.auditsphere.model.features.AddressRange;
import java.nio.file.Path;
import java.util.List;

/** The small databases of the tests; {@code make-databases.pl} beside them says what is in them. */
public final class PlaceFiles {

    private static final Path FOLDER = Path.of("src/test/resources/io/auditsphere/app/places");

    public static final Path CITY = FOLDER.resolve("city.mmdb");
    /** The same, with Vienna's addresses moved to Graz. */
    public static final Path CITY_CORRECTED = FOLDER.resolve("city-corrected.mmdb");

    public static final Path COUNTRY = FOLDER.resolve("country.mmdb");
    public static final Path ASN = FOLDER.resolve("asn.mmdb");
    public static final Path ANONYMOUS = FOLDER.resolve("anonymous.mmdb");

    private PlaceFiles() {}

    /** All three sorts, and these corporate ranges. */
    public static PlaceSettings all(String... corporate) {
        return new PlaceSettings(
                CITY,
                ASN,
                ANONYMOUS,
                List.of(corporate).stream().map(AddressRange::parse).toList());
    }
}

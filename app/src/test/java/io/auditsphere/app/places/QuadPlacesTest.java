package io.auditsphere.app.places;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.model.features.AddressRange;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class QuadPlacesTest {

    private static final List<AddressRange> CORPORATE = List.of(
            AddressRange.parse("203.0.113.64/26"),
            AddressRange.parse("10.1.0.0/16"),
            AddressRange.parse("255.255.255.255"),
            AddressRange.parse("2001:db8::/32"));

    @Test
    void everyAddressHasThePlaceThatItsRangesSay() {
        QuadPlaces quads = new QuadPlaces(CORPORATE);
        LongStream atBounds = KnownRanges.quadBounds(CORPORATE).flatMap(bound -> LongStream.of(bound - 1, bound));
        LongStream anywhere = new Random(9).longs(20_000, 0, 1L << 32);
        LongStream.concat(atBounds, anywhere)
                .filter(quad -> quad >= 0 && quad < 1L << 32)
                .forEach(quad -> {
                    byte[] bytes = {(byte) (quad >>> 24), (byte) (quad >>> 16), (byte) (quad >>> 8), (byte) quad};
                    Place place = KnownRanges.placeOrNull(CORPORATE, bytes);
                    assertThat(quads.of(quad)).isEqualTo(place == null ? Place.UNKNOWN : place);
                });
    }

    @Test
    void quadsAreReadAsAddressesAre() {
        for (String text : List.of("0.0.0.0", "255.255.255.255", "198.51.100.7", "01.2.3.4")) {
            byte[] address = AddressText.parseOrNull(text).getAddress();
            assertThat(AddressText.quadOf(text))
                    .as(text)
                    .isEqualTo((address[0] & 0xFFL) << 24
                            | (address[1] & 0xFFL) << 16
                            | (address[2] & 0xFFL) << 8
                            | (address[3] & 0xFFL));
        }
        for (String text : List.of("", "1.2.3", "1.2.3.4.", "1.2.3.256", "1.2.3.4:5", "1.2..4", "::1", "a.b.c.d")) {
            assertThat(AddressText.quadOf(text)).as(text).isNegative();
        }
    }
}

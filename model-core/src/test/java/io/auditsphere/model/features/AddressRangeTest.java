package io.auditsphere.model.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 192.0.2.255, true",
        "192.0.2.0/24, 192.0.3.0, false",
        "192.0.2.77/24, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "::/0, 203.0.113.9, true",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "2001:db8::/65, 2001:db8::7fff:0:0:1, true",
        "2001:db8::/65, 2001:db8:0:0:8000::1, false",
        "2001:db8::1/128, 2001:db8::1, true",
        "::ffff:192.0.2.0/24, 192.0.2.9, true",
    })
    void anAddressLiesInARangeOrNot(String range, String address, boolean inside) {
        List<AddressRange> ranges = List.of(AddressRange.parse(range));

        assertThat(AddressRange.holdsText(ranges, address)).isEqualTo(inside);
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8::/32, 2001:db8:1:2::/64, true",
        "2001:db8:1:2:8000::/65, 2001:db8:1:2::/64, true",
        "2001:db8:1:2::9/128, 2001:db8:1:2::/64, true",
        "2001:db8:1:3::/64, 2001:db8:1:2::/64, false",
        "192.0.2.128/25, 192.0.2.9, false",
        "192.0.2.128/25, 192.0.2.129, true",
        "192.0.2.0/24, microsoft|*, false",
        "192.0.2.0/24, x/64, false",
    })
    void aNetworkTouchesARangeWhereAnyAddressIsInBoth(String range, String target, boolean touches) {
        assertThat(AddressRange.touchesText(List.of(AddressRange.parse(range)), target))
                .isEqualTo(touches);
    }

    @Test
    void bytesAndTextAreTheSameAddress() {
        List<AddressRange> ranges = List.of(AddressRange.parse("192.0.2.0/24"), AddressRange.parse("2001:db8::/33"));

        assertThat(AddressRange.holds(ranges, new byte[] {(byte) 192, 0, 2, 9})).isTrue();
        assertThat(AddressRange.holds(ranges, new byte[] {(byte) 192, 0, 3, 9})).isFalse();
        byte[] version6 = new byte[16];
        version6[0] = 0x20;
        version6[1] = 0x01;
        version6[2] = 0x0d;
        version6[3] = (byte) 0xb8;
        assertThat(AddressRange.holds(ranges, version6)).isTrue();
        version6[4] = (byte) 0x80;
        assertThat(AddressRange.holds(ranges, version6)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "example.com/24", "192.0.2.0/33", "192.0.2.0/", "192.0.2.0/-1", "::/129", "300.1.1.1/8"})
    void whatIsNoRangeIsRefused(String text) {
        assertThatThrownBy(() -> AddressRange.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noRangesHoldNothing() {
        assertThat(AddressRange.holdsText(List.of(), "192.0.2.1")).isFalse();
    }
}

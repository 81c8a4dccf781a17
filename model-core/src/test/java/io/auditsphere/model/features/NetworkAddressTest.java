package io.auditsphere.model.features;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkAddressTest {

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource({
        "192.0.2.1, 192.0.2.254, the same /24",
        "192.0.2.1, ::ffff:192.0.2.9, an IPv4 address written as IPv6",
        "192.0.2.1, ::FFFF:c000:0209, the same in hexadecimal",
        "2001:db8:1::1, 2001:0db8:0001:ffff:ffff:ffff:ffff:ffff, the same /48",
        "2001:db8:1::1, [2001:db8:1::2], in brackets",
        "fe80::1, fe80::2%eth0, with a zone",
        "::1, ::2, both near zero",
        "64:ff9b::1, 64:ff9b::192.0.2.1, with an IPv4 tail"
    })
    void oneNetwork(String first, String second, String why) {
        assertThat(NetworkAddress.of(first)).as(why).isNotZero().isEqualTo(NetworkAddress.of(second));
    }

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource({
        "192.0.2.1, 192.0.3.1",
        "192.0.2.1, 2.192.0.1",
        "2001:db8:1::1, 2001:db8:2::1",
        "2001:db8:1::, 2001:db8::1:0:0",
        "0.0.2.1, ::0.0.2.1"
    })
    void twoNetworks(String first, String second) {
        assertThat(NetworkAddress.of(first)).isNotZero().isNotEqualTo(NetworkAddress.of(second));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "unknown",
                "<null>",
                "192.0.2",
                "192.0.2.1.5",
                "192.0.2.256",
                "192.0.2.",
                "192..2.1",
                "0192.0.2.1000",
                "1.2.3.4:443",
                "AWS Internal",
                "cloudtrail.amazonaws.com",
                ":::",
                ":1",
                "1:",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7::8",
                "12345::",
                "g::1",
                "[2001:db8::1",
                "::1.2.3",
                "1:2:3:4:5:6:7:1.2.3.4"
            })
    void junkHasNoNetwork(String junk) {
        assertThat(NetworkAddress.of(junk)).isZero();
    }

    @Test
    void missingAndOverlongHaveNoNetwork() {
        assertThat(NetworkAddress.of(null)).isZero();
        assertThat(NetworkAddress.of("1".repeat(1_000_000))).isZero();
    }

    @Test
    void anAutonomousSystemIsReadWithAndWithoutItsPrefix() {
        int network = NetworkAddress.ofAutonomousSystem("AS64500");
        assertThat(network).isNotZero().isEqualTo(NetworkAddress.ofAutonomousSystem("64500"));
        assertThat(NetworkAddress.ofAutonomousSystem("as64501")).isNotZero().isNotEqualTo(network);
        for (String junk : new String[] {null, "", "AS", "AS0", "ASx", "64500 Example Net", "99999999999"}) {
            assertThat(NetworkAddress.ofAutonomousSystem(junk)).as("%s", junk).isZero();
        }
    }
}

package io.auditsphere.app.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Source addresses")
class ClientAddressTest {

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7",
        "' 203.0.113.7 ', 203.0.113.7",
        "203.0.113.7:54321, 203.0.113.7",
        "[203.0.113.7]:54321, 203.0.113.7",
        "2001:DB8:0:0:0:0:0:1, 2001:db8::1",
        "[2001:db8::1], 2001:db8::1",
        "[2001:db8::1]:443, 2001:db8::1",
        "::1, ::1",
        "::, ::",
        "1::, 1::",
        "fe80::1%eth0, fe80::1",
        "::ffff:203.0.113.7, 203.0.113.7",
        "64:ff9b::203.0.113.7, 64:ff9b::cb00:7107",
        "2001:db8:0:1:0:0:1:1, 2001:db8:0:1::1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "1:0:2:3:4:5:6:7, 1:0:2:3:4:5:6:7",
    })
    @DisplayName("come out in one spelling, without port and brackets")
    void read(String text, String address) {
        assertThat(ClientAddress.parseOrNull(text)).isEqualTo(address);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "null",
                "<null>",
                "localhost",
                "Unknown IP",
                "AWS Internal",
                "NOTANIPV4 (10.9000.0.1)",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.",
                "1.2.3.256",
                "1.2.3.04",
                "1.2.3.4:",
                "1.2.3.4:port",
                "1.2.3.4:123456",
                "1:2:3:4:5:6:7",
                ":::",
                "1:2:3:4:5:6:7:8:9",
                "1::2::3",
                ":1",
                "1:",
                "[::1",
                "[::1]x",
                "[]",
                "g::1",
                "12345::",
                "::1.2.3",
                "1:2:3:4:5:6:7:1.2.3.4",
                "s3.amazonaws.com"
            })
    @DisplayName("that are none are absent")
    void none(String text) {
        assertThat(ClientAddress.parseOrNull(text)).isNull();
    }

    @Test
    @DisplayName("of IPv6 mean what the JDK takes them to mean")
    void sameAsTheJdk() throws UnknownHostException {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = new byte[16];
            for (int group = 0; group < 8; group++) {
                // Half of the groups zero, so that runs of every length occur.
                if (random.nextBoolean()) {
                    bytes[2 * group] = (byte) random.nextInt(256);
                    bytes[2 * group + 1] = (byte) random.nextInt(256);
                }
            }
            InetAddress address = InetAddress.getByAddress(bytes);
            String spelled = ClientAddress.parseOrNull(address.getHostAddress());
            assertThat(InetAddress.getByName(spelled)).isEqualTo(address);
            assertThat(ClientAddress.parseOrNull(spelled)).isEqualTo(spelled);
        }
    }
}

package io.auditsphere.app.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.schemas.UserKey;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class UserPlacementTest {

    /** murmur2 of the key, as other clients of Kafka compute it; the values are those of Kafka's own tests. */
    @Test
    void aUserBelongsWhereMurmur2OfTheKeySays() {
        // UtilsTest of kafka-clients: murmur2("21") = -973932308, murmur2("foobar") = -790332482.
        assertThat(new UserPlacement(12).inPlace(ascii("21"), (-973932308 & 0x7fffffff) % 12))
                .isTrue();
        assertThat(new UserPlacement(7).inPlace(ascii("foobar"), (-790332482 & 0x7fffffff) % 7))
                .isTrue();
    }

    @Test
    void exactlyOnePartitionIsAUsersOwn() {
        UserPlacement twelve = new UserPlacement(12);
        for (int user = 0; user < 200; user++) {
            byte[] key = ascii(UserKey.of("google", "user" + user + "@example.com"));
            int own = 0;
            for (int partition = 0; partition < 12; partition++) {
                own += twelve.inPlace(key, partition) ? 1 : 0;
            }
            assertThat(own).isEqualTo(1);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

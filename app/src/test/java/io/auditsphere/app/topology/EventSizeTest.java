package io.auditsphere.app.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.AuditEventJson;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EventSizeTest {

    @Test
    void anEventFitsExactlyIfItsJsonDoes() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 500; i++) {
            AuditEvent event = AuditEvent.builder()
                    .eventId("e" + i)
                    .provider("microsoft")
                    .creationTime(Instant.ofEpochMilli(1_770_000_000_000L + i))
                    .operation(text(random))
                    .userId("u" + text(random))
                    .userAgent(text(random))
                    .resourceName(text(random))
                    .latitude(-12.345678901234567)
                    .attribute("k" + text(random), text(random))
                    .build();
            int bytes = AuditEventJson.toBytes(event).length;
            assertThat(EventSize.fits(event, bytes))
                    .as("an event of %d bytes in as many", bytes)
                    .isTrue();
            assertThat(EventSize.fits(event, bytes - 1))
                    .as("the same in one byte less")
                    .isFalse();
        }
    }

    /** Up to 900 characters of those that JSON makes longest: controls are escaped to six bytes each. */
    private static String text(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(900);
        for (int i = 0; i < length; i++) {
            text.append(random.nextBoolean() ? (char) random.nextInt(1, 0x20) : (char) random.nextInt(0x20, 0xD800));
        }
        return text.toString();
    }
}

package io.auditsphere.model.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.UserType;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The state of a user stays as small as the design promises: what a million users cost follows from it. */
class StateSizeTest {

    /** DESIGN: at most 1 KB for a typical user, 8 KB for the busiest, both stores together. */
    private static final int TYPICAL_BYTES = 1024;

    private static final int BUSIEST_BYTES = 8 * 1024;

    @Test
    void aTypicalUserTakesLessThanAKilobyte() {
        SplittableRandom random = new SplittableRandom(7);
        UserState state = UserState.empty();
        FeatureEngine engine = new FeatureEngine(Story.UTC);
        // Five weeks of 40 acts a working day, some in the evening: 8 sites, 12 operations, office, home and mobile.
        for (int day = 0; day < 35; day++) {
            if (day % 7 >= 5 && random.nextInt(4) > 0) {
                continue;
            }
            int minute = 8 * 60 + random.nextInt(60);
            for (int i = 0; i < 40; i++) {
                minute += random.nextInt(28);
                Instant at = Story.at(day, 0, minute);
                AuditEvent event = Story.event(at)
                        .operation("Operation" + Math.min(random.nextInt(12), random.nextInt(12)))
                        .operationCategory(Story.category(random.nextInt(3)))
                        .resourcePath("/sites/" + Math.min(random.nextInt(8), random.nextInt(8)))
                        .resourceName("document-" + random.nextInt(60) + ".docx")
                        .clientIp("192.0." + (random.nextInt(30) == 0 ? random.nextInt(256) : i % 2) + ".7")
                        .userAgent("Browser " + (char) ('a' + random.nextInt(3)))
                        .build();
                engine.observe(event, state, at.toEpochMilli(), true);
            }
        }
        int activity = state.encodeActivity().length;
        int history = state.encodeHistory().length;
        assertThat(activity + history)
                .as("bytes of a typical user's activity (%d) and history (%d)", activity, history)
                .isLessThan(TYPICAL_BYTES);
    }

    @Test
    void theBusiestUserTakesLessThanEightKilobytes() {
        SplittableRandom random = new SplittableRandom(8);
        UserState state = UserState.empty();
        FeatureEngine engine = new FeatureEngine(Story.UTC);
        // A service account round the clock for five weeks, each event on another site, with another operation,
        // resource,
        // network, country and client, a tenth of them up to three days late: every list of the state is full.
        Instant at = Story.MONDAY;
        for (int i = 0; i < 60_000; i++) {
            at = at.plus(Duration.ofSeconds(50));
            Instant time = random.nextInt(10) == 0 ? at.minus(Duration.ofMinutes(random.nextInt(72 * 60))) : at;
            AuditEvent event = Story.event(time)
                    .userType(UserType.SERVICE)
                    .operation("Operation" + random.nextInt(100_000))
                    .operationCategory(Story.category(random.nextInt(7)))
                    .resourcePath("/sites/" + random.nextInt(100_000))
                    .resourceName("document-" + i)
                    .clientIp("10." + random.nextInt(256) + "." + random.nextInt(256) + ".7")
                    .country("" + (char) ('A' + random.nextInt(26)) + (char) ('A' + random.nextInt(26)))
                    .userAgent("Client " + (char) ('a' + random.nextInt(26)) + (char) ('a' + random.nextInt(26)))
                    .sensitive(random.nextInt(4) == 0)
                    .build();
            engine.observe(event, state, at.toEpochMilli(), true);
        }
        int activity = state.encodeActivity().length;
        int history = state.encodeHistory().length;
        assertThat(activity + history)
                .as("bytes of the busiest user's activity (%d) and history (%d)", activity, history)
                .isLessThan(BUSIEST_BYTES);
    }

    @Test
    void anEventOfAQuietUserIsSmall() {
        Story story = Story.inUtc();
        story.observe(Story.event(Story.at(0, 10, 0)).build());
        assertThat(story.activity().length + story.history().length)
                .as("bytes after one event: what millions of users that are hardly seen cost")
                .isLessThan(200);
    }
}

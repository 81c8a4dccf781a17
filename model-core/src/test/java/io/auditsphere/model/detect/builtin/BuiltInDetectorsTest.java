package io.auditsphere.model.detect.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.model.detect.Detector;
import io.auditsphere.model.detect.Signal;
import io.auditsphere.schemas.AuditEventBuilder;
import io.auditsphere.schemas.FailureKind;
import io.auditsphere.schemas.OperationCategory;
import io.auditsphere.schemas.Outcome;
import io.auditsphere.schemas.UserType;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuiltInDetectorsTest {

    /** What all of them together may keep for one user. */
    private static final int MOST_BYTES = 3072;

    @Test
    void togetherTheyKeepLessThanThreeKilobytesOfAUser() {
        int bytes = BuiltInDetectors.all(BuiltInDetectors.Settings.defaults()).stream()
                .mapToInt(Detector::maxBytes)
                .sum();
        assertThat(bytes).isLessThanOrEqualTo(MOST_BYTES);
    }

    @Test
    void namesAreWhatFindingsAndStoredBytesBear() {
        assertThat(BuiltInDetectors.all(BuiltInDetectors.Settings.defaults()))
                .extracting(Detector::name)
                .containsExactly(
                        "location",
                        "authentication_failure",
                        "sensitive_change",
                        "bulk",
                        "external_access",
                        "access_time",
                        "request_frequency");
    }

    /** Events of every kind in every order: nothing throws, no bound is broken, and the same events say the same. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whateverComesNothingFailsAndTheSameIsSaidAgain(long seed) {
        List<String> first = play(seed);
        assertThat(first).as("signals of a wild month").isNotEmpty();
        assertThat(play(seed)).isEqualTo(first);
    }

    private static List<String> play(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Watched user = new Watched(
                BuiltInDetectors.all(BuiltInDetectors.Settings.defaults()).toArray(new Detector[0]));
        List<String> said = new ArrayList<>();
        long second = 0;
        for (int i = 0; i < 4000; i++) {
            second += random.nextInt(1200);
            // One in ten is up to an hour late.
            long late = random.nextInt(10) == 0 ? random.nextInt(3600) : 0;
            for (Signal signal : user.see(Watched.MONDAY.plusSeconds(second - late), event -> wild(event, random))) {
                said.add(signal.detector() + " " + signal.severity() + " " + signal.text());
            }
        }
        // Up to twelve findings are remembered, each with up to 20 ids and a text of up to 400 characters.
        assertThat(user.storedBytes()).isLessThan(MOST_BYTES + 12 * 1200);
        return said;
    }

    private static AuditEventBuilder wild(AuditEventBuilder event, SplittableRandom random) {
        OperationCategory category = OperationCategory.values()[random.nextInt(OperationCategory.values().length)];
        boolean fails = random.nextInt(5) == 0;
        String[] operations = {"FileDownloaded", "Set-Mailbox", "Add member to role.", "Consent to application.", "x"};
        String[] targets = {null, "anyone", "@", "a@b", "x@y.org; z@w.org", "me" + random.nextInt(60) + "@q.org", ""};
        return event.operation(operations[random.nextInt(operations.length)])
                .operationCategory(category)
                .outcome(fails ? Outcome.FAILURE : Outcome.SUCCESS)
                .failureKind(fails ? FailureKind.values()[random.nextInt(FailureKind.values().length)] : null)
                .userType(random.nextInt(8) == 0 ? UserType.GUEST : UserType.USER)
                .sensitive(random.nextBoolean())
                .target(targets[random.nextInt(targets.length)])
                .resourcePath(random.nextInt(4) == 0 ? null : "/sites/" + random.nextInt(90))
                .resourceName("n" + random.nextInt(5000))
                .clientIp("198.51." + random.nextInt(40) + ".7")
                .userAgent(random.nextInt(3) == 0 ? null : "agent" + (char) ('a' + random.nextInt(9)))
                .latitude(random.nextInt(9) == 0 ? null : random.nextDouble() * 180 - 90)
                .longitude(random.nextDouble() * 360 - 180)
                .attribute("device_id", random.nextBoolean() ? null : "d" + random.nextInt(30))
                .attribute("accuracy_radius", random.nextInt(3) == 0 ? "x1" : "20");
    }
}

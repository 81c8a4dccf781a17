package io.auditsphere.model.detect.source;

import io.auditsphere.model.detect.RecordSettings;
import io.auditsphere.model.detect.Signal;
import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.Severity;
import java.util.Map;

/**
 * One source that tries the passwords of several users (MITRE ATT&CK T1110.003). Users to whom the source is new count
 * for themselves, since an office or a conference makes wrong passwords of many people who all belong there: from a
 * network that they know it takes {@link Settings#knownUsersAnHour()} of them. Slow spraying is looked for over a day.
 * A success means something only while a finding is open, and only of a user whose password was wrong from there: then
 * it raises it to critical.
 */
public final class PasswordSprayingDetector implements SourceDetector {

    /** Its name. */
    public static final String NAME = "password_spraying";

    private static final int HOUR = 60;
    private static final int DAY = 24 * HOUR;

    /**
     * When it speaks.
     *
     * @param usersAnHour users to whom the source is new, within an hour, 2..{@value SourceActivity#MOST}
     * @param manyAnHour the same for a finding of high severity
     * @param knownUsersAnHour users who know the network, within an hour
     * @param usersADay users to whom the source is new, within a day
     * @param manyADay the same for a finding of high severity
     */
    public record Settings(int usersAnHour, int manyAnHour, int knownUsersAnHour, int usersADay, int manyADay) {
        public Settings {
            within("users_an_hour", usersAnHour, 2);
            within("many_an_hour", manyAnHour, usersAnHour);
            within("known_users_an_hour", knownUsersAnHour, 2);
            within("users_a_day", usersADay, usersAnHour);
            within("many_a_day", manyADay, usersADay);
        }

        /** Three strange users an hour, or six a day; ten and 20 for high severity; 20 who know the network. */
        public static Settings defaults() {
            return new Settings(3, 10, 20, 6, 20);
        }
    }

    private final Settings settings;

    /** A detector with these settings. */
    public PasswordSprayingDetector(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<String, Object> settings() {
        return RecordSettings.of(settings);
    }

    @Override
    public SourceDetector withSettings(Map<String, Object> changes) {
        return new PasswordSprayingDetector(RecordSettings.with(settings, changes));
    }

    @Override
    public String subjectOf(SignInAttempt attempt) {
        return attempt.source();
    }

    @Override
    public boolean concerns(SignInAttempt attempt) {
        return true;
    }

    @Override
    public Signal judge(SignInAttempt attempt, SourceActivity activity, boolean open) {
        long timeMs = attempt.timeMs();
        int strangeAnHour = activity.users(timeMs, HOUR, true);
        int strangeADay = activity.users(timeMs, DAY, true);
        if (attempt.success()) {
            return open && activity.failed(attempt.userKey()) ? entered(attempt, strangeADay) : null;
        }
        int anHour = activity.users(timeMs, HOUR, false);
        boolean fast = strangeAnHour >= settings.usersAnHour();
        boolean slow = strangeADay >= settings.usersADay();
        boolean crowd = anHour >= settings.knownUsersAnHour();
        if (!fast && !slow && !crowd) {
            return null;
        }
        boolean high = strangeAnHour >= settings.manyAnHour() || strangeADay >= settings.manyADay();
        String text = "Wrong passwords of " + anHour + " users from " + attempt.source() + " within an hour, of "
                + strangeADay + " who had never been there within a day; a forgotten password is one user's";
        return signal(high ? Severity.HIGH : Severity.MEDIUM, 0.8, text);
    }

    private static Signal entered(SignInAttempt attempt, int users) {
        return signal(
                Severity.CRITICAL,
                1,
                "A sign-in of " + attempt.userKey() + " succeeded from " + attempt.source()
                        + ", from where passwords of " + users + " users were tried within a day, his own among them");
    }

    private static Signal signal(Severity severity, double score, String text) {
        return new Signal(NAME, AnomalyType.AUTHENTICATION_FAILURE, severity, score, text);
    }

    private static void within(String setting, int value, int least) {
        if (value < least || value > SourceActivity.MOST) {
            throw new IllegalArgumentException(NAME + ": " + setting + " must be from " + least + " to "
                    + SourceActivity.MOST + ", not " + value + ": correct it in the detector's settings");
        }
    }
}

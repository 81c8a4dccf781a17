package io.auditsphere.model.detect.source;

import io.auditsphere.model.detect.OriginNetwork;
import io.auditsphere.model.detect.RecordSettings;
import io.auditsphere.model.detect.Signal;
import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.Severity;
import java.util.Map;

/**
 * One source that tries the passwords of several users (MITRE ATT&CK T1110.003). What is too many depends on how many
 * people belong behind the source:
 *
 * <ul>
 *   <li><b>Elsewhere</b>, users to whom the source is new count for themselves, within an hour and, for slow spraying,
 *       within a day. From a network that they know it takes {@link Settings#knownUsersAnHour()} of them.
 *   <li>Behind a <b>carrier's</b> address sit thousands of strangers, some of whom are the organisation's: it takes {@link
 *       Settings#carrierUsersAnHour()}, and three times as many in a day.
 *   <li>The <b>organisation's own</b> networks, an office or its VPN's exit, are where people forget their passwords every
 *       Monday. Nobody is new there; whoever gets in within minutes is the owner and does not count; and the number that
 *       speaks is far over what is usual at that very address: its median of the days before and six robust standard
 *       deviations, three times the median and {@link Settings#ownUsersAnHour()} at least ({@link SourceHabit}).
 * </ul>
 *
 * <p>A success means something only while a finding is open, and only of a user whose password was wrong from there: then
 * it raises it to critical. At the organisation's own networks it says nothing, since there everybody's success follows
 * his own failures.
 */
public final class PasswordSprayingDetector implements SourceDetector {

    /** Its name. */
    public static final String NAME = "password_spraying";

    private static final int DAY = 24 * SourceActivity.HOUR;
    /** Behind a carrier a day has so many times the users of an hour. */
    private static final int CARRIER_DAY = 3;

    private static final int HIGH_TIMES = 2;

    /**
     * When it speaks.
     *
     * @param usersAnHour users to whom the source is new, within an hour, 2..{@value SourceActivity#MOST}
     * @param manyAnHour the same for a finding of high severity
     * @param knownUsersAnHour users who know the network, within an hour
     * @param usersADay users to whom the source is new, within a day
     * @param manyADay the same for a finding of high severity
     * @param carrierUsersAnHour users to whom a carrier's address is new, within an hour
     * @param ownUsersAnHour users within an hour at the organisation's own address, at least, once it is known for five
     *     days; {@code knownUsersAnHour} until then
     */
    public record Settings(
            int usersAnHour,
            int manyAnHour,
            int knownUsersAnHour,
            int usersADay,
            int manyADay,
            int carrierUsersAnHour,
            int ownUsersAnHour) {
        public Settings {
            within("users_an_hour", usersAnHour, 2);
            within("many_an_hour", manyAnHour, usersAnHour);
            within("known_users_an_hour", knownUsersAnHour, 2);
            within("users_a_day", usersADay, usersAnHour);
            within("many_a_day", manyADay, usersADay);
            within("carrier_users_an_hour", carrierUsersAnHour, usersAnHour);
            within("own_users_an_hour", ownUsersAnHour, 2);
        }

        /**
         * Three strange users an hour, or six a day; ten and 20 for high severity; 20 who know the network; eight behind a
         * carrier; ten at an office, if that is far over its usual.
         */
        public static Settings defaults() {
            return new Settings(3, 10, 20, 6, 20, 8, 10);
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
    public Signal judge(SignInAttempt attempt, SourceActivity activity, SourceHabit habit, boolean open) {
        if (attempt.origin() == OriginNetwork.OWN) {
            return attempt.success() ? null : within(attempt, activity, habit);
        }
        long timeMs = attempt.timeMs();
        int strangeAnHour = activity.users(timeMs, SourceActivity.HOUR, true);
        int strangeADay = activity.users(timeMs, DAY, true);
        if (attempt.success()) {
            return open && activity.failed(attempt.userKey()) ? entered(attempt, strangeADay) : null;
        }
        boolean carrier = attempt.origin() == OriginNetwork.CARRIER;
        int anHour = activity.users(timeMs, SourceActivity.HOUR, false);
        boolean fast = strangeAnHour >= (carrier ? settings.carrierUsersAnHour() : settings.usersAnHour());
        boolean slow = strangeADay >= (carrier ? CARRIER_DAY * settings.carrierUsersAnHour() : settings.usersADay());
        boolean crowd = activity.unresolvedUsers(timeMs, SourceActivity.HOUR) >= settings.knownUsersAnHour();
        if (!fast && !slow && !crowd) {
            return null;
        }
        boolean high = strangeAnHour >= settings.manyAnHour() || strangeADay >= settings.manyADay();
        String text = "Wrong passwords of " + anHour + " users from " + attempt.source() + " within an hour, of "
                + strangeADay + " who had never been there within a day; a forgotten password is one user's";
        return signal(high ? Severity.HIGH : Severity.MEDIUM, 0.8, text);
    }

    /** From the organisation's own network: somebody is inside, or a machine is. */
    private Signal within(SignInAttempt attempt, SourceActivity activity, SourceHabit habit) {
        int users = activity.unresolvedUsers(attempt.timeMs(), SourceActivity.HOUR);
        int limit = habit.limit(attempt.timeMs(), settings.ownUsersAnHour(), settings.knownUsersAnHour());
        if (users < limit) {
            return null;
        }
        int usual = habit.usual(attempt.timeMs());
        String text = "Wrong passwords of " + users + " users from the organisation's own " + attempt.source()
                + " within an hour, none of whom got in within minutes"
                + (usual < 0
                        ? "; what is usual there is not known yet"
                        : "; on half of its days there are " + usual + " at most");
        return signal(users >= HIGH_TIMES * limit ? Severity.HIGH : Severity.MEDIUM, 0.8, text);
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

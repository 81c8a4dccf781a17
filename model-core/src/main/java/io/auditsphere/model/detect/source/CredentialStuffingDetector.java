package io.auditsphere.model.detect.source;

import io.auditsphere.model.detect.RecordSettings;
import io.auditsphere.model.detect.Signal;
import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.Severity;
import java.util.Map;

/**
 * Many users' passwords tried from many sources at once (MITRE ATT&CK T1110.004): bought pairs of name and password,
 * each from another address. No source stands out, so the whole provider is watched, under the subject
 * {@code provider|*}. Only users to whom their source is new count.
 */
public final class CredentialStuffingDetector implements SourceDetector {

    /** Its name. */
    public static final String NAME = "credential_stuffing";

    private static final int HOUR = 60;

    /**
     * When it speaks.
     *
     * @param usersAnHour users to whom their source is new, within an hour, 3..{@value SourceActivity#MOST}
     * @param sourcesAnHour different sources of theirs
     */
    public record Settings(int usersAnHour, int sourcesAnHour) {
        public Settings {
            if (usersAnHour < 3 || usersAnHour > SourceActivity.MOST) {
                throw new IllegalArgumentException(NAME + ": users_an_hour must be from 3 to " + SourceActivity.MOST
                        + ", not " + usersAnHour + ": correct it in the detector's settings");
            }
            if (sourcesAnHour < 2 || sourcesAnHour > usersAnHour) {
                throw new IllegalArgumentException(NAME + ": sources_an_hour must be from 2 to users_an_hour ("
                        + usersAnHour + "), not " + sourcesAnHour + ": correct it in the detector's settings");
            }
        }

        /** 20 users from ten sources: of 300 people some two an hour mistype a password somewhere new. */
        public static Settings defaults() {
            return new Settings(20, 10);
        }
    }

    private final Settings settings;

    /** A detector with these settings. */
    public CredentialStuffingDetector(Settings settings) {
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
        return new CredentialStuffingDetector(RecordSettings.with(settings, changes));
    }

    @Override
    public String subjectOf(SignInAttempt attempt) {
        return attempt.userKey().substring(0, attempt.userKey().indexOf('|') + 1) + "*";
    }

    @Override
    public boolean concerns(SignInAttempt attempt) {
        return attempt.strange();
    }

    @Override
    public Signal judge(SignInAttempt attempt, SourceActivity activity, SourceHabit habit, boolean open) {
        int users = activity.users(attempt.timeMs(), HOUR, true);
        int sources = activity.strangeSources(attempt.timeMs(), HOUR);
        if (attempt.success()) {
            return open && activity.failed(attempt.userKey()) ? entered(attempt, users) : null;
        }
        if (users < settings.usersAnHour() || sources < settings.sourcesAnHour()) {
            return null;
        }
        return signal(
                Severity.HIGH,
                0.8,
                "Wrong passwords of " + users + " users from " + sources
                        + " addresses within an hour, none of them known to its user; the limit is "
                        + settings.usersAnHour() + " users from " + settings.sourcesAnHour() + " addresses");
    }

    private static Signal entered(SignInAttempt attempt, int users) {
        return signal(
                Severity.CRITICAL,
                1,
                "A sign-in of " + attempt.userKey() + " succeeded from " + attempt.source()
                        + ", new to him, after a wrong password, while passwords of " + users
                        + " users were being tried within the hour");
    }

    private static Signal signal(Severity severity, double score, String text) {
        return new Signal(NAME, AnomalyType.AUTHENTICATION_FAILURE, severity, score, text);
    }
}

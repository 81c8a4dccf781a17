package io.auditsphere.model.detect.builtin;

import io.auditsphere.model.detect.CompactReader;
import io.auditsphere.model.detect.CompactWriter;
import io.auditsphere.model.detect.Detector;
import io.auditsphere.model.detect.DetectorInput;
import io.auditsphere.model.detect.Learning;
import io.auditsphere.model.detect.RecordSettings;
import io.auditsphere.model.detect.Signal;
import io.auditsphere.model.detect.UserView;
import io.auditsphere.model.features.Observation;
import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.Severity;
import java.util.Map;

/**
 * Work at hours at which this user does not work.
 *
 * <p>The user's hours are those of his own decayed habit, in his own zone ({@link Observation#hoursOutsideHabit()}): a
 * night worker's night is usual. One late act is nothing; acts at unusual hours that follow each other are added up, each
 * weighing as many points as it is hours outside (at most {@value #MAX_POINTS}), and enough acts of enough points are a
 * signal. An hour of the day in which he was active before, however seldom, and an evening that grows long, up to {@value #EVENING_HOURS} hours after the usual end, weigh a sixth: people take an early train now and then, work
 * late when something is due, and seldom begin three hours early. A silence of {@link Settings#quietHours()} begins anew.
 *
 * <p>A day of the week on which he hardly ever works is off for him, and so is a configured holiday if he has any such day
 * ({@link Observation#offDay()}). Work at his usual hours of a day off weighs a sixth of a point once his days are known
 * for {@link Settings#offDayWeeks()} weeks and two sixths from twice as many on: an act or two is nothing, a day at the
 * desk is worth a word.
 *
 * <p>Not judged: programs, users whose hours are not known well, acts that arrive late beyond counting, and acts from a
 * country that is new to the user, whose clock is another and which {@link LocationDetector} looks at.
 */
public final class AccessTimeDetector implements Detector {

    /** Its name. */
    public static final String NAME = "access_time";

    /**
     * When it speaks.
     *
     * @param hoursOutside an act this many hours or more from the nearest usual hour counts, 1..12; after the usual end
     *     it must be one more
     * @param acts so many of them at least, at least 1
     * @param points and so many points together, at least 1
     * @param highPoints from so many points on the severity is high
     * @param hoursKnown hours of activity that a habit rests on before it is believed
     * @param quietHours a silence of so many hours begins anew, at least 1
     * @param offDayWeeks weeks that a user's days are known before work on a day off counts, 2..8; it counts twice as
     *     much from twice as many on
     */
    public record Settings(
            int hoursOutside, int acts, int points, int highPoints, int hoursKnown, int quietHours, int offDayWeeks) {
        public Settings {
            Require.within("access_time: hours outside", hoursOutside, 1, 12);
            Require.within("access_time: acts", acts, 1, 10_000);
            Require.within("access_time: points", points, 1, 100_000);
            Require.within("access_time: points of high severity", highPoints, points, 1_000_000);
            Require.within("access_time: hours known", hoursKnown, 1, 1000);
            Require.within("access_time: quiet hours", quietHours, 1, 24);
            Require.within("access_time: weeks of days off", offDayWeeks, 2, 8);
        }

        /**
         * Ten acts of ten points: an evening's catching up stays under it, and so do an early train and the hour that
         * somebody gives to his mail on a Sunday.
         */
        public static Settings defaults() {
            return new Settings(1, 10, 10, 200, 8, 3, 3);
        }
    }

    private static final int VERSION = 1;
    private static final int MAX_BYTES = 24;
    private static final int MAX_POINTS = 8;
    private static final int EVENING_HOURS = 5;
    /** Points are kept in sixths. */
    private static final int PARTS = 6;

    private static final long HOUR_MS = 3_600_000;

    private final Settings settings;

    /** A detector with these settings. */
    public AccessTimeDetector(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public AnomalyType anomalyType() {
        return AnomalyType.UNUSUAL_TIMING;
    }

    @Override
    public int maxBytes() {
        return MAX_BYTES;
    }

    @Override
    public Map<String, Object> settings() {
        return RecordSettings.of(settings);
    }

    @Override
    public Detector withSettings(Map<String, Object> changes) {
        return new AccessTimeDetector(RecordSettings.with(settings, changes));
    }

    @Override
    public Learning learning(UserView user) {
        if (user.service() || (user.established() && user.hoursKnown() >= settings.hoursKnown())) {
            return Learning.DONE;
        }
        int baseline = user.established() ? 0 : user.baselineDaysLeft();
        // Until his first day is over nobody knows how many hours a day he is at work.
        int missing = user.baselineDays() == 0 ? 0 : Math.max(0, settings.hoursKnown() - user.hoursKnown());
        int hoursADay = Math.max(1, user.hoursKnown() / Math.max(1, user.baselineDays()));
        return Learning.learning(Math.max(baseline, (missing + hoursADay - 1) / hoursADay));
    }

    @Override
    public Signal detect(DetectorInput input) {
        Observation observation = input.observation();
        if (!isJudged(observation)) {
            return null;
        }
        int sixths = Math.max(sixthsOfHour(observation), sixthsOfDay(observation));
        Streak streak = Streak.read(input).with(observation.timeMs(), sixths, settings.quietHours() * HOUR_MS);
        streak.write(input);
        if (streak.acts < settings.acts()
                || streak.sixths < PARTS * settings.points()
                || Repeats.isRepeated(input, NAME)) {
            return null;
        }
        Severity severity = streak.sixths >= PARTS * settings.highPoints() ? Severity.HIGH : Severity.MEDIUM;
        double score = 1 - PARTS * settings.points() / (2.0 * streak.sixths);
        String text = Phrase.count(streak.acts, "act") + " at hours that are not this user's, now at "
                + clock(observation.hour()) + ", "
                + (isOutside(observation)
                        ? Phrase.count(observation.hoursOutsideHabit(), "hour") + " from his nearest usual hour"
                        : "on a day of the week, or a holiday, on which he hardly ever works");
        return new Signal(NAME, AnomalyType.UNUSUAL_TIMING, severity, score, text);
    }

    private int sixthsOfHour(Observation observation) {
        return !isOutside(observation)
                ? 0
                : Math.min(MAX_POINTS, observation.hoursOutsideHabit())
                        * (isEvening(observation) || observation.hourEverUsed() ? 1 : PARTS);
    }

    /** What is known of a day off is worth more the longer it is known. */
    private int sixthsOfDay(Observation observation) {
        return !observation.offDay() || observation.weeksKnown() < settings.offDayWeeks()
                ? 0
                : observation.weeksKnown() >= 2 * settings.offDayWeeks() ? 2 : 1;
    }

    private static boolean isEvening(Observation observation) {
        return observation.hoursAfterHabit() <= EVENING_HOURS;
    }

    private boolean isJudged(Observation observation) {
        return (isOutside(observation) || sixthsOfDay(observation) > 0)
                && observation.hoursKnown() >= settings.hoursKnown()
                && !observation.learning()
                && !observation.service()
                && !observation.beyondHorizon()
                && !observation.collapsed()
                && !observation.newCountry();
    }

    private boolean isOutside(Observation observation) {
        return observation.hoursOutsideHabit() >= settings.hoursOutside() + (isEvening(observation) ? 1 : 0);
    }

    private static String clock(int hour) {
        return (hour < 10 ? "0" : "") + hour + ":00";
    }

    /** Acts at unusual hours that follow each other. */
    private record Streak(long lastMs, int acts, int sixths) {

        private static final Streak NONE = new Streak(Long.MIN_VALUE, 0, 0);
        private static final int MOST = 1_000_000;

        static Streak read(DetectorInput input) {
            CompactReader in = OwnBytes.read(input, VERSION);
            return in == null ? NONE : new Streak(in.signed(), (int) in.unsigned(), (int) in.unsigned());
        }

        void write(DetectorInput input) {
            CompactWriter out = new CompactWriter();
            out.oneByte(VERSION);
            out.signed(lastMs);
            out.unsigned(acts);
            out.unsigned(sixths);
            input.keep(out.toByteArray());
        }

        Streak with(long timeMs, int more, long quietMs) {
            if (acts == 0 || timeMs - lastMs > quietMs) {
                return new Streak(timeMs, 1, more);
            }
            if (lastMs - timeMs > quietMs) {
                // Late, and of another streak that is long over: it must not end the one that is going on.
                return this;
            }
            return new Streak(Math.max(lastMs, timeMs), Math.min(MOST, acts + 1), Math.min(MOST, sixths + more));
        }
    }
}

package io.auditsphere.model.detect.builtin;

import io.auditsphere.model.detect.Detector;
import io.auditsphere.model.detect.DetectorInput;
import io.auditsphere.model.detect.RecordSettings;
import io.auditsphere.model.detect.Signal;
import io.auditsphere.model.features.Observation;
import io.auditsphere.model.features.RememberedTexts;
import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.OperationCategory;
import io.auditsphere.schemas.Outcome;
import io.auditsphere.schemas.Severity;
import java.util.Map;

/**
 * Many things in a few minutes, and what comes of it.
 *
 * <ul>
 *   <li><b>Mass reading, change, deletion, sharing</b>: distinct resources of one category in ten minutes against the
 *       user's own maximum of 28 days. Who exports 120 files every week has a maximum of 120.
 *       What is too much to teach, and comes at the same hour of the week again and again, is a routine after some weeks
 *       ({@link RoutineBursts}): it is said once more, as less severe, and teaches.
 *   <li><b>Slow copying</b>, never many in a few minutes: distinct resources downloaded on one day, and in seven days,
 *       against the user's own largest day and week of the month before. It is of type {@code unusual_volume}, low so
 *       that a burst still raises it (events arrive out of order, and the first of a burst may look slow), and said once
 *       a day.
 *   <li><b>Staging</b>: something given to an outsider, or taken to a place of one's own ({@link PersonalPlaces}), within the
 *       hour after many downloads: a burst, or an hour of more than any whole day before had.
 *   <li><b>A dormant account</b> that wakes with a surge: a burst, or an hour over what nine in ten others ever have.
 * </ul>
 */
public final class BulkDetector implements Detector {

    /** Its name. */
    public static final String NAME = "bulk";

    /**
     * When it speaks. Counts are of distinct resources in 10 minutes where nothing else is said.
     *
     * @param reads things read or downloaded at least, 2..256
     * @param changes things changed at least, 2..256
     * @param deletions things deleted at least, 2..256
     * @param shares things shared at least, 2..256
     * @param times and so many times the user's own maximum, at least 1
     * @param highTimes from so many times the number that speaks on the severity is high, at least 1
     * @param stagedReads reads that make a later share with an outsider suspicious, 2..256
     * @param dormantReads reads that make a dormant account's waking a surge, 2..256
     * @param weekTimes distinct downloads of 7 days: so many times his own largest week, at least 1
     * @param weekFloor and at least so many
     * @param dayTimes distinct downloads of a day: so many times his own largest day, at least 1
     * @param dayFloor and at least so many
     * @param routineWeeks what came at this hour of the week in so many of the last six is a routine, 0..6; 0 says it
     *     every week
     */
    public record Settings(
            int reads,
            int changes,
            int deletions,
            int shares,
            double times,
            double highTimes,
            int stagedReads,
            int dormantReads,
            double weekTimes,
            int weekFloor,
            double dayTimes,
            int dayFloor,
            int routineWeeks) {
        public Settings {
            Require.within("bulk: reads", reads, 2, SATURATED);
            Require.within("bulk: changes", changes, 2, SATURATED);
            Require.within("bulk: deletions", deletions, 2, SATURATED);
            Require.within("bulk: shares", shares, 2, SATURATED);
            Require.within("bulk: times the maximum", times, 1, 1000);
            Require.within("bulk: multiple of high severity", highTimes, 1, 1000);
            Require.within("bulk: staged reads", stagedReads, 2, SATURATED);
            Require.within("bulk: reads of a dormant account", dormantReads, 2, SATURATED);
            Require.within("bulk: times the largest week", weekTimes, 1, 1000);
            Require.within("bulk: downloads of a week", weekFloor, 1, 1_000_000);
            Require.within("bulk: times the largest day", dayTimes, 1, 1000);
            Require.within("bulk: downloads of a day", dayFloor, 1, 1_000_000);
            Require.within("bulk: weeks of a routine", routineWeeks, 0, RoutineBursts.WEEKS);
        }

        /** Some 50 things of a kind and twice the maximum; high at three times that, for three weeks. */
        public static Settings defaults() {
            return new Settings(45, 60, 52, 40, 2.0, 3, 25, 40, 3, 300, 2.5, 12, 3);
        }
    }

    /** Where the counts of distinct things end. */
    private static final int SATURATED = 256;

    /** What an operation's name says: bits of the numbers that are remembered. */
    private static final int DOWNLOADS = 1;

    private static final int UPLOADS = 2;
    private static final RememberedTexts OPERATIONS = new RememberedTexts(1 << 10, BulkDetector::kind);

    private final Settings settings;

    /** A detector with these settings. */
    public BulkDetector(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public AnomalyType anomalyType() {
        return AnomalyType.BULK_OPERATION;
    }

    @Override
    public int maxBytes() {
        return Downloads.MAX_BYTES;
    }

    @Override
    public Map<String, Object> settings() {
        return RecordSettings.of(settings);
    }

    @Override
    public Detector withSettings(Map<String, Object> changes) {
        return new BulkDetector(RecordSettings.with(settings, changes));
    }

    @Override
    public Signal detect(DetectorInput input) {
        AuditEvent event = input.event();
        Observation observation = input.observation();
        if (event.outcome() != Outcome.SUCCESS || observation.beyondHorizon()) {
            return null;
        }
        long kind = OPERATIONS.of(event.operation());
        boolean leaves = observation.category() == OperationCategory.SHARING || (kind & UPLOADS) != 0;
        boolean downloads = !leaves && (kind & DOWNLOADS) != 0 && event.operationCategory() == OperationCategory.ACCESS;
        Signal burst = burst(input);
        if (burst == null && !leaves && !downloads) {
            return null;
        }
        Downloads memory = Downloads.read(input);
        if (burst != null
                && !observation.dormant()
                && memory.isRoutine(
                        observation, LocalTime.ms(observation), Repeats.goesOn(input, NAME), settings.routineWeeks())) {
            burst = RoutineBursts.soften(burst);
        }
        Signal remembered = leaves
                ? Staging.judge(input, memory.minutesSinceMany(observation.timeMs()))
                : downloads ? downloaded(input, memory) : null;
        memory.write(input);
        if (burst == null || remembered == null) {
            return burst == null ? remembered : burst;
        }
        return remembered.severity().compareTo(burst.severity()) > 0 ? remembered : burst;
    }

    private Signal burst(DetectorInput input) {
        Observation observation = input.observation();
        int floor = floor(observation.category());
        int count = observation.burst();
        if (observation.dormant() && count >= settings.dormantReads()) {
            return signal(
                    Severity.HIGH,
                    0.9,
                    Phrase.count(count, "thing")
                            + " in ten minutes by an account that was silent for 30 days and more");
        }
        int hourOfPeers =
                Math.max(2 * settings.dormantReads(), input.organisation().upperEventCount1h(false));
        if (observation.dormant() && !observation.service() && observation.eventCount1h() > hourOfPeers) {
            return signal(
                    Severity.MEDIUM,
                    0.75,
                    Phrase.count(observation.eventCount1h(), "event")
                            + " in one hour by an account that was silent for 30 days and more");
        }
        if (count < floor || observation.learning() || isRegistering(observation)) {
            return null;
        }
        double excess = count / (settings.times() * Math.max(floor / settings.times(), observation.maximumBurst()));
        if (excess < 1) {
            return null;
        }
        String most = count >= SATURATED ? "at least " : "";
        String text = most + Phrase.count(count, words(observation.category())) + " in ten minutes; the most of this"
                + " user's last 28 days is " + observation.maximumBurst();
        Severity severity = excess >= settings.highTimes() ? Severity.HIGH : Severity.MEDIUM;
        return signal(severity, 1 - 1 / (2 * excess), text);
    }

    /** A new machine's client fetches what its owner works on, into a network that he uses: not worth a word. */
    private static boolean isRegistering(Observation observation) {
        return observation.category() == OperationCategory.ACCESS
                && observation.newDevice()
                && !observation.newNetwork();
    }

    /** The floor of a category; one that none is set for has one that nothing reaches. */
    private int floor(OperationCategory category) {
        return switch (category) {
            case ACCESS -> settings.reads();
            case MODIFICATION -> settings.changes();
            case DELETION -> settings.deletions();
            case SHARING -> settings.shares();
            case ADMIN, AUTHENTICATION, OTHER -> Integer.MAX_VALUE;
        };
    }

    /** Whether bursts of this category are this detector's; those of others are {@link RequestFrequencyDetector}'s. */
    static boolean judges(OperationCategory category) {
        return switch (category) {
            case ACCESS, MODIFICATION, DELETION, SHARING -> true;
            case ADMIN, AUTHENTICATION, OTHER -> false;
        };
    }

    private static String words(OperationCategory category) {
        return switch (category) {
            case ACCESS -> "distinct thing";
            case MODIFICATION -> "changed thing";
            case DELETION -> "deleted thing";
            case SHARING -> "shared thing";
            case ADMIN, AUTHENTICATION, OTHER -> "thing";
        };
    }

    private Signal downloaded(DetectorInput input, Downloads memory) {
        Observation observation = input.observation();
        boolean counted = memory.add(input, LocalTime.ms(observation), settings.stagedReads());
        return counted && !observation.service() && !observation.learning() ? slow(input, memory.weeks()) : null;
    }

    private Signal slow(DetectorInput input, DownloadedWeeks weeks) {
        if (Repeats.isRepeated(input, NAME)) {
            return null;
        }
        int today = weeks.thisDay();
        if (2 * input.observation().burst() > today) {
            return null; // many of them in these ten minutes: a burst, and judged as one
        }
        int largestDay = weeks.largestDayBefore();
        if (largestDay > 0 && today >= settings.dayFloor() && today >= settings.dayTimes() * largestDay) {
            return new Signal(
                    NAME,
                    AnomalyType.UNUSUAL_VOLUME,
                    Severity.LOW,
                    0.7,
                    "About " + today + " distinct things downloaded on one day; this user's largest day of the weeks"
                            + " before had about " + largestDay);
        }
        int now = weeks.thisWeek();
        int largest = weeks.largestBefore(settings.weekTimes() / 2);
        if (largest == 0 || now < settings.weekFloor() || now < settings.weekTimes() * largest) {
            return null;
        }
        return new Signal(
                NAME,
                AnomalyType.UNUSUAL_VOLUME,
                Severity.MEDIUM,
                0.7,
                "About " + now + " distinct things downloaded in seven days; this user's largest week before had about "
                        + largest);
    }

    private static long kind(String operation) {
        return (isDownload(operation) ? DOWNLOADS : 0) | (PersonalPlaces.isUpload(operation) ? UPLOADS : 0);
    }

    private static boolean isDownload(String operation) {
        if (operation.length() > 128) {
            return false;
        }
        for (int i = 0; i + 8 <= operation.length(); i++) {
            if (operation.regionMatches(true, i, "download", 0, 8)) {
                return true;
            }
        }
        return operation.equals("ITEM_SYNC");
    }

    private static Signal signal(Severity severity, double score, String text) {
        return new Signal(NAME, AnomalyType.BULK_OPERATION, severity, score, text);
    }
}

package io.auditsphere.model.detect.builtin;

import io.auditsphere.model.detect.Detector;
import io.auditsphere.model.detect.DetectorInput;
import io.auditsphere.model.detect.Learning;
import io.auditsphere.model.detect.RecordSettings;
import io.auditsphere.model.detect.Signal;
import io.auditsphere.model.detect.UserView;
import io.auditsphere.model.features.DayOfHours;
import io.auditsphere.model.features.Observation;
import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.OperationCategory;
import io.auditsphere.schemas.Severity;
import java.util.Map;

/**
 * Far more than this account ever does.
 *
 * <ul>
 *   <li><b>In a day</b>: events, or distinct sites, of 24 hours against his own maximum of 28 days, the present day left out.
 *   <li><b>In an hour</b>: programs against their own maximum; people and programs against what they do in this hour of
 *       their week, median and spread ({@link HourlyHabit}), in hours over their own maximum. Tidying a folder is a burst
 *       and no such hour.
 *   <li><b>Again and again</b>: one operation, or one thing, many times within minutes ({@link RepeatedActs}).
 *   <li><b>New sites</b>: who looks into six places where he never was is touring ({@link SeenSites}).
 *   <li>Whoever has no baseline is compared with what nearly all others stay under; new programs are not, since no two are
 *       alike.
 * </ul>
 *
 * <p>Said once a day; a burst of different things, and the rest of its day, are left to {@link BulkDetector}. Each measure
 * has a floor under which no multiple is worth a word. Counts and maxima are the user's state; of its own it keeps at most
 * {@value FrequencyMemory#MAX_BYTES} bytes, some 300 for most people.
 */
public final class RequestFrequencyDetector implements Detector {

    /** Its name. */
    public static final String NAME = "request_frequency";

    /**
     * When it speaks.
     *
     * @param hourTimes a program's events in an hour: so many times his own maximum, at least 1
     * @param hourFloor and at least so many
     * @param dayTimes events in 24 hours: so many times his own maximum, at least 1
     * @param dayFloor and at least so many
     * @param siteTimes distinct sites in 24 hours: so many times his own maximum, at least 1
     * @param siteFloor and at least so many
     * @param newSites sites within a day where a person never was before, and over twice as many as is usual for him, 2..30
     * @param newSitesDays days that his sites are noted before a new one means anything, 0..90
     * @param peerTimes events or sites in 24 hours of a person without a baseline: so many times what nine in ten
     *     established users stay under, at least 1
     * @param personHourFloor a person's events in an hour that are worth looking at
     * @param weekHourTimes events in an hour: so many times his own maximum, at least 1, and
     * @param weekHourSpreads so many robust standard deviations over what this hour of his week usually has, at least 1
     * @param repeats times that a person does the same, or to the same thing, within ten minutes
     * @param highTimes from so many times the multiple that speaks on the severity is high, at least 1
     * @param routineWeeks what began at this hour of the week in so many of the last six is a routine, 0..6: it is said as
     *     less severe, and teaches; 0 says it every week
     */
    public record Settings(
            double hourTimes,
            int hourFloor,
            double dayTimes,
            int dayFloor,
            double siteTimes,
            int siteFloor,
            int newSites,
            int newSitesDays,
            double peerTimes,
            int personHourFloor,
            double weekHourTimes,
            double weekHourSpreads,
            int repeats,
            double highTimes,
            int routineWeeks) {
        public Settings {
            Require.within("request_frequency: times the maximum of an hour", hourTimes, 1, 1000);
            Require.within("request_frequency: events in an hour", hourFloor, 1, 1_000_000);
            Require.within("request_frequency: times the maximum of a day", dayTimes, 1, 1000);
            Require.within("request_frequency: events in a day", dayFloor, 1, 10_000_000);
            Require.within("request_frequency: times the maximum of sites", siteTimes, 1, 1000);
            Require.within("request_frequency: sites in a day", siteFloor, 1, 256);
            Require.within("request_frequency: sites new to the user", newSites, 2, SeenSites.MOST_SITES);
            Require.within("request_frequency: days that sites are noted", newSitesDays, 0, 90);
            Require.within("request_frequency: times what peers do", peerTimes, 1, 1000);
            Require.within("request_frequency: a person's events in an hour", personHourFloor, 1, 1_000_000);
            Require.within("request_frequency: times the maximum, by the week", weekHourTimes, 1, 1000);
            Require.within("request_frequency: spreads over the hour of the week", weekHourSpreads, 1, 1000);
            Require.within("request_frequency: repeats", repeats, 10, 1_000_000);
            Require.within("request_frequency: multiple of high severity", highTimes, 1, 1000);
            Require.within("request_frequency: weeks of a routine", routineWeeks, 0, RoutineBursts.WEEKS);
        }

        /**
         * Three times the maximum of a day (a busy one is twice it), 1.8 times that of sites, six new sites, 2.5 times a
         * program's of an hour, 1.3 times where the hour of the week is six spreads off, 80 repeats; high at 2.5 times that, for three weeks.
         */
        public static Settings defaults() {
            return new Settings(2.5, 55, 3, 60, 1.8, 9, 6, 7, 2, 60, 1.3, 6, 80, 2.5, 3);
        }
    }

    private static final String OF_PEERS = " by a user without a baseline; nine in ten others stay under ";

    private final Settings settings;

    /** A detector with these settings. */
    public RequestFrequencyDetector(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public AnomalyType anomalyType() {
        return AnomalyType.UNUSUAL_VOLUME;
    }

    @Override
    public Map<String, Object> settings() {
        return RecordSettings.of(settings);
    }

    @Override
    public Detector withSettings(Map<String, Object> changes) {
        return new RequestFrequencyDetector(RecordSettings.with(settings, changes));
    }

    @Override
    public int maxBytes() {
        return FrequencyMemory.MAX_BYTES;
    }

    @Override
    public Learning learning(UserView user) {
        if (user.established()) {
            return Learning.DONE;
        }
        // A program is held against itself alone, and a person against others as far as anything is known of them.
        return user.service() || user.organisation().upperEventCount24h(false) == 0
                ? Learning.learning(user.baselineDaysLeft())
                : Learning.peers(user.baselineDaysLeft());
    }

    @Override
    public Signal detect(DetectorInput input) {
        Observation observation = input.observation();
        boolean busy = BusyHours.isBusy(observation, settings);
        boolean visits = NewSites.isVisit(input);
        Signal far = far(input);
        if (!busy && far == null && observation.dayBefore() == null && (!visits || NewSites.isLongKnown(input))) {
            return null; // Nearly always: nothing to say, and nothing to take the memory apart for.
        }
        return byMemory(input, busy, visits, far);
    }

    private Signal byMemory(DetectorInput input, boolean busy, boolean visits, Signal far) {
        FrequencyMemory memory = FrequencyMemory.read(input);
        DayOfHours dayBefore = input.observation().dayBefore();
        if (dayBefore != null) {
            HourlyHabit hours = memory.hours();
            if (hours.add(dayBefore)) {
                memory.hours(hours);
            }
        }
        Signal hour = busy ? BusyHours.judge(input, memory, settings) : null;
        Signal places = visits ? NewSites.judge(input, memory, settings) : null;
        Signal said = stronger(stronger(hour, far), places);
        if (said != null && isRoutine(input, memory)) {
            said = RoutineBursts.soften(said);
        }
        memory.write(input);
        return said;
    }

    /** What is too much to teach, but begins at the same hour of every week, would else be said for ever. */
    private boolean isRoutine(DetectorInput input, FrequencyMemory memory) {
        Observation observation = input.observation();
        RoutineBursts bursts = memory.bursts();
        boolean routine = bursts.note(
                OperationCategory.OTHER,
                LocalTime.ms(observation),
                observation.eventCount24h(),
                Repeats.goesOn(input, NAME),
                Math.max(1, settings.routineWeeks()));
        if (bursts.changed()) {
            memory.bursts(bursts);
        }
        return settings.routineWeeks() > 0 && routine;
    }

    private static Signal stronger(Signal one, Signal other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return other.severity().compareTo(one.severity()) > 0 ? other : one;
    }

    private Signal far(DetectorInput input) {
        Observation observation = input.observation();
        if (observation.learning() && !observation.service()) {
            return farFromPeers(input);
        }
        if (observation.learning()
                || observation.beyondHorizon()
                || observation.collapsed()
                || BusyHours.isBurst(observation)) {
            return null;
        }
        double day = excess(
                observation.eventCount24h(),
                observation.maximumEventCount24h(),
                settings.dayTimes(),
                settings.dayFloor());
        double sites = excess(
                observation.uniqueSites(),
                observation.maximumUniqueSites(),
                settings.siteTimes(),
                settings.siteFloor());
        double hour = !observation.service()
                ? 0
                : excess(
                        observation.eventCount1h(),
                        observation.maximumEventCount1h(),
                        settings.hourTimes(),
                        settings.hourFloor());
        double most = Math.max(day, Math.max(sites, hour));
        if (most < 1 || Repeats.isRepeated(input, NAME) || Repeats.isRecent(input, BulkDetector.NAME)) {
            return null;
        }
        String text;
        if (day == most) {
            text = words(observation.eventCount24h(), "event", "24 hours", observation.maximumEventCount24h());
        } else if (sites == most) {
            text = words(observation.uniqueSites(), "site", "24 hours", observation.maximumUniqueSites());
        } else {
            text = words(observation.eventCount1h(), "event", "one hour", observation.maximumEventCount1h());
        }
        Severity severity = most >= settings.highTimes() ? Severity.HIGH : Severity.MEDIUM;
        return new Signal(NAME, AnomalyType.UNUSUAL_VOLUME, severity, 1 - 1 / (2 * most), text);
    }

    /** While nothing is known of somebody, he is held against what nearly all others stay under. */
    private Signal farFromPeers(DetectorInput input) {
        Observation observation = input.observation();
        if (observation.beyondHorizon() || observation.collapsed() || BusyHours.isBurst(observation)) {
            return null;
        }
        int dayOfPeers = input.organisation().upperEventCount24h(false);
        int sitesOfPeers = input.organisation().upperUniqueSites(false);
        double day = excess(observation.eventCount24h(), dayOfPeers, settings.peerTimes(), settings.dayFloor());
        double sites = excess(observation.uniqueSites(), sitesOfPeers, settings.peerTimes(), settings.siteFloor());
        int hourOfPeers = input.organisation().upperEventCount1h(false);
        double hour = excess(observation.eventCount1h(), hourOfPeers, settings.peerTimes(), settings.personHourFloor());
        double most = Math.max(hour, Math.max(day, sites));
        if (most < 1 || Repeats.isRepeated(input, NAME) || Repeats.isRecent(input, BulkDetector.NAME)) {
            return null;
        }
        String text = day == most
                ? Phrase.count(observation.eventCount24h(), "event") + " in 24 hours" + OF_PEERS + dayOfPeers
                : sites == most
                        ? Phrase.count(observation.uniqueSites(), "site") + " in 24 hours" + OF_PEERS + sitesOfPeers
                        : Phrase.count(observation.eventCount1h(), "event") + " in one hour" + OF_PEERS + hourOfPeers;
        return new Signal(NAME, AnomalyType.UNUSUAL_VOLUME, Severity.MEDIUM, 1 - 1 / (2 * most), text);
    }

    /** How far a count is over what speaks, 1 at the limit; 0 under the floor or where no maximum is known. */
    private static double excess(int count, int maximum, double times, int floor) {
        return maximum == 0 || count < floor ? 0 : count / (times * maximum);
    }

    private static String words(int count, String thing, String span, int maximum) {
        return Phrase.count(count, thing) + " in " + span + "; the most that this account had in the last 28 days is "
                + maximum;
    }
}

package io.auditsphere.model.detect.builtin;

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
 * Far more than this user ever does: events or sites in a day, and for programs events in an hour, against his own maximum
 * of 28 days, the present day left out. A person is compared with himself, and so is a program. People's hours are left
 * out: tidying a folder is a busy hour and no busy day. Whoever has no baseline is compared with what nearly all others stay
 * under.
 *
 * <p>Said once a day; a burst, and the rest of its day, are left to {@link BulkDetector}. Each measure has a floor under which no multiple is worth a word. Counts and maxima are the user's state; of its own it keeps the sites where a person has been
 * ({@link SeenSites}): who looks into six places where he never was is touring.
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
     * @param highTimes from so many times the multiple that speaks on the severity is high, at least 1
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
            double highTimes) {
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
            Require.within("request_frequency: multiple of high severity", highTimes, 1, 1000);
        }

        /** Three times the maximum of a day (a busy one is twice it), 1.8 times that of sites, six new sites, 2.5 times a program's of an hour; high at 2.5 times that. */
        public static Settings defaults() {
            return new Settings(2.5, 55, 3, 60, 1.8, 9, 6, 7, 2, 2.5);
        }
    }

    private static final int BURST = 20;
    private static final long HOUR_MS = 3_600_000;

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
        return SeenSites.MAX_BYTES;
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
        Signal far = far(input);
        Signal places = newPlaces(input);
        return far == null || (places != null && places.severity().compareTo(far.severity()) > 0) ? places : far;
    }

    /** Somebody who looks around: places where he never was, many on one day. Guests are another detector's. */
    private Signal newPlaces(DetectorInput input) {
        Observation observation = input.observation();
        String site = input.event().resourcePath();
        if (site == null || observation.service() || observation.guest() || observation.beyondHorizon()) {
            return null;
        }
        int hour = (int) Math.floorDiv(observation.timeMs(), HOUR_MS);
        SeenSites sites = SeenSites.read(input);
        int seen = sites.visit(Keys.ofSite(site), hour);
        int usual = sites.usual(hour);
        boolean known = hour - sites.since(hour) >= settings.newSitesDays() * SeenSites.DAY;
        sites.write(input);
        int limit = Math.max(settings.newSites(), 2 * usual + 1);
        if (!known || seen < limit || observation.learning() || Repeats.isRepeated(input, NAME)) {
            return null;
        }
        Severity severity = seen >= settings.highTimes() * limit ? Severity.HIGH : Severity.MEDIUM;
        return new Signal(
                NAME,
                AnomalyType.UNUSUAL_VOLUME,
                severity,
                1 - limit / (2.0 * seen),
                Phrase.count(seen, "site") + " within a day where this user never was before; he usually sees " + usual
                        + " new ones a day at most");
    }

    private Signal far(DetectorInput input) {
        Observation observation = input.observation();
        if (observation.learning() && !observation.service()) {
            return farFromPeers(input);
        }
        if (observation.learning() || observation.beyondHorizon() || observation.collapsed() || isBurst(observation)) {
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
        if (observation.beyondHorizon() || observation.collapsed() || isBurst(observation)) {
            return null;
        }
        int dayOfPeers = input.organisation().upperEventCount24h(false);
        int sitesOfPeers = input.organisation().upperUniqueSites(false);
        double day = excess(observation.eventCount24h(), dayOfPeers, settings.peerTimes(), settings.dayFloor());
        double sites = excess(observation.uniqueSites(), sitesOfPeers, settings.peerTimes(), settings.siteFloor());
        double most = Math.max(day, sites);
        if (most < 1 || Repeats.isRepeated(input, NAME) || Repeats.isRecent(input, BulkDetector.NAME)) {
            return null;
        }
        String text = day == most
                ? Phrase.count(observation.eventCount24h(), "event") + " in 24 hours by a user without a baseline; nine"
                        + " in ten others stay under " + dayOfPeers
                : Phrase.count(observation.uniqueSites(), "site") + " in 24 hours by a user without a baseline; nine in"
                        + " ten others stay under " + sitesOfPeers;
        return new Signal(NAME, AnomalyType.UNUSUAL_VOLUME, Severity.MEDIUM, 1 - 1 / (2 * most), text);
    }

    /** Many things of one kind in ten minutes are {@link BulkDetector}'s. */
    private static boolean isBurst(Observation observation) {
        return observation.burst() >= BURST && 2 * observation.burst() > observation.eventCount1h();
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

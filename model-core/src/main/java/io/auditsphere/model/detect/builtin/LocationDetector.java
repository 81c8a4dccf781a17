package io.auditsphere.model.detect.builtin;

import io.auditsphere.model.detect.Detector;
import io.auditsphere.model.detect.DetectorInput;
import io.auditsphere.model.detect.Learning;
import io.auditsphere.model.detect.OriginNetwork;
import io.auditsphere.model.detect.RecordSettings;
import io.auditsphere.model.detect.Signal;
import io.auditsphere.model.detect.UserView;
import io.auditsphere.model.features.NetworkAddress;
import io.auditsphere.model.features.Observation;
import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.EventAttributes;
import io.auditsphere.schemas.NetworkKind;
import io.auditsphere.schemas.OperationCategory;
import io.auditsphere.schemas.Outcome;
import io.auditsphere.schemas.Severity;
import java.util.Map;

/**
 * The user's account in a place where he is not. Only successful acts of people count: everybody may fail to sign in from
 * anywhere.
 *
 * <ul>
 *   <li><b>Another device in another network</b>: a network new to the user, together with a device that he never signed
 *       in with (by the directory's device id, where a sign-in bears one) or a new client program in a new country. A new
 *       laptop comes to a known network, and a business trip is made with the old one; both at once is what a stolen
 *       password looks like. High in a new country. A device whose program is long known and that merely never signed in
 *       before is noted and not spoken of; phones, which come by their carrier's network, and guests are spoken of in a new
 *       country only.
 *   <li><b>Impossible travel</b>: two acts of the same client program that are further apart than an airliner flies in the
 *       time between, both ends' accuracy taken off. A phone goes out at its carrier's, wherever its owner's laptop is,
 *       so different programs are not compared. The networks must differ, and their autonomous systems where both are
 *       known, so that a corrected geo database moves nobody; one end must be new to the user and neither may be a
 *       network that the organisation uses (offices and its own VPN).
 *       Acts through networks whose place is not their user's are not compared: the provider's and the organisation's
 *       own, and, where the databases for them are given, hosting companies, proxies, VPNs, mobile and satellite carriers.
 *   <li><b>The first anonymiser, or hosting company's network</b>, through which a user ever comes; high with a sensitive
 *       change within the hour.
 *   <li><b>A country that is new</b> to the user and to the organisation ({@link NewCountries}).
 * </ul>
 */
public final class LocationDetector implements Detector {

    /** Its name. */
    public static final String NAME = "location";

    /**
     * When it speaks.
     *
     * @param kilometresPerHour faster than this nobody travels, 100..100000
     * @param leastKilometres nearer than this nothing is said, 1..20000
     * @param accuracyKilometres taken off at each end where the event gives no {@code accuracy_radius}, 0..2000
     * @param hoursApart acts further apart in time than this are not compared, 1..72
     * @param deviceDays days that devices are noted before an unknown one means anything, 0..90
     * @param countryOfUser whether a country that is new to the user alone is worth a word of low severity; every business
     *     trip is one
     */
    public record Settings(
            int kilometresPerHour,
            int leastKilometres,
            int accuracyKilometres,
            int hoursApart,
            int deviceDays,
            boolean countryOfUser) {
        public Settings {
            Require.within("location: km/h", kilometresPerHour, 100, 100_000);
            Require.within("location: least distance in km", leastKilometres, 1, 20_000);
            Require.within("location: accuracy in km", accuracyKilometres, 0, 2000);
            Require.within("location: hours apart", hoursApart, 1, 72);
            Require.within("location: days that devices are noted", deviceDays, 0, 90);
        }

        /** 1000 km/h over at least 500 km within 8 hours; devices are believed after a week. */
        public static Settings defaults() {
            return new Settings(1000, 500, 50, 8, 7, false);
        }
    }

    /** Bits of the kinds of strange networks that are remembered. */
    private static final int HIDING = 1;

    private static final int RENTED = 2;

    private static final double HOUR_MS = 3_600_000;
    private static final long DAY_MS = 86_400_000;
    private static final int MAX_AGENT = 256;
    /** Two acts in one second are taken as a minute apart: whole seconds and clocks differ. */
    private static final double LEAST_HOURS = 1 / 60.0;

    private final Settings settings;

    /** A detector with these settings. */
    public LocationDetector(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public AnomalyType anomalyType() {
        return AnomalyType.SUSPICIOUS_LOCATION;
    }

    @Override
    public int maxBytes() {
        return Places.MAX_BYTES;
    }

    @Override
    public Map<String, Object> settings() {
        return RecordSettings.of(settings);
    }

    @Override
    public Detector withSettings(Map<String, Object> changes) {
        return new LocationDetector(RecordSettings.with(settings, changes));
    }

    @Override
    public Learning learning(UserView user) {
        long left = OwnBytes.daysLeft(settings.deviceDays(), Places.notedMs(user));
        if (user.service() || (user.established() && left <= 0)) {
            return Learning.DONE;
        }
        return Learning.learning(user.established() ? left : Math.max(left, user.baselineDaysLeft()));
    }

    @Override
    public Signal detect(DetectorInput input) {
        AuditEvent event = input.event();
        Observation observation = input.observation();
        if (event.outcome() != Outcome.SUCCESS
                || observation.service()
                || observation.beyondHorizon()
                || observation.networkKey() == 0) {
            return null;
        }
        NetworkKind kind = OriginNetwork.kindOrNull(event);
        if (asksForNoPlace(input, kind)) {
            return NewCountries.judge(input, settings.countryOfUser());
        }
        Places places = Places.read(input);
        Signal device = strangeDevice(input, places);
        // Whoever comes through a carrier, a proxy or a rented machine is not where its address is.
        Signal travel = kind == null && isInteractive(event) ? impossibleTravel(input, places) : null;
        Signal anonymous = strangeNetwork(input, places, kind);
        places.write(input);
        Signal abroad = NewCountries.judge(input, settings.countryOfUser());
        return strongest(strongest(device, travel), strongest(anonymous, abroad));
    }

    /**
     * Whether an event neither needs nor changes what is kept of the user's places, as most do not: no device that has a
     * name, no client program that is new in a new country, no place that could be far from another, no strange
     * network, and no sensitive act that would be worse after one.
     */
    private static boolean asksForNoPlace(DetectorInput input, NetworkKind kind) {
        AuditEvent event = input.event();
        Observation observation = input.observation();
        boolean hasPlace = event.latitude() != null && event.longitude() != null;
        return Places.areNoted(input)
                && kind == null
                && !(observation.newDevice() && observation.newCountry())
                && (!observation.sensitive() || observation.routine())
                && event.attributes().get(EventAttributes.DEVICE_ID) == null
                && event.attributes().get(EventAttributes.ANONYMOUS_PROXY) == null
                && (!hasPlace || isUsual(input));
    }

    private Signal strangeDevice(DetectorInput input, Places places) {
        Observation observation = input.observation();
        String id = input.event().attributes().get(EventAttributes.DEVICE_ID);
        int device =
                input.event().operationCategory() == OperationCategory.AUTHENTICATION || id != null ? Keys.of(id) : 0;
        boolean believed = observation.timeMs() - places.since(observation.timeMs()) >= settings.deviceDays() * DAY_MS;
        boolean otherThanUsual = observation.newDevice() || places.knowsDeviceWith(observation.deviceKey());
        boolean unknownId = device != 0 && believed && !places.knowsDevice(device) && otherThanUsual;
        boolean strange = unknownId || (observation.newDevice() && observation.newCountry());
        boolean expected = observation.guest() || isPhone(input.event().userAgent());
        boolean elsewhere = observation.newNetwork() && !isUsual(input) && (observation.newCountry() || !expected);
        if (strange && elsewhere && !observation.learning()) {
            return strangeDeviceSignal(input, unknownId);
        }
        // A device that is spoken of is not yet his; one that comes to a network of his is.
        if (device != 0 && observation.teaches()) {
            places.rememberDevice(device, observation.deviceKey());
        }
        return null;
    }

    /** A phone's first sign-in comes from its carrier's network more often than not. */
    private static boolean isPhone(String userAgent) {
        return userAgent != null
                && (holds(userAgent, "Mobile") || holds(userAgent, "Android") || holds(userAgent, "iPhone"));
    }

    private static boolean holds(String userAgent, String word) {
        int at = userAgent.indexOf(word);
        return at >= 0 && at < MAX_AGENT;
    }

    private static Signal strangeDeviceSignal(DetectorInput input, boolean unknownId) {
        Observation observation = input.observation();
        AuditEvent event = input.event();
        boolean abroad = observation.newCountry();
        String text = (unknownId ? "A device that this user never signed in with" : "A client program new to this user")
                + ", in a network new to him"
                + (abroad ? " and a country new to him, " + Phrase.name(event.country(), "unknown") : "")
                + "; his new devices come to his usual networks, and he travels with his usual ones";
        return new Signal(
                NAME,
                AnomalyType.SUSPICIOUS_LOCATION,
                abroad ? Severity.HIGH : Severity.MEDIUM,
                abroad ? 0.9 : 0.7,
                text);
    }

    /** A token that a program renewed by itself says where the program runs, not where its user is. */
    private static boolean isInteractive(AuditEvent event) {
        return !"false".equals(event.attributes().get(EventAttributes.INTERACTIVE));
    }

    private Signal impossibleTravel(DetectorInput input, Places places) {
        AuditEvent event = input.event();
        Observation observation = input.observation();
        if (event.latitude() == null || event.longitude() == null || observation.deviceKey() == 0 || isUsual(input)) {
            return null;
        }
        Places.Place here = Places.Place.of(
                observation.deviceKey(),
                observation.timeMs(),
                event.latitude(),
                event.longitude(),
                networkOf(event, observation),
                Keys.of(event.attributes().get(EventAttributes.ASN)),
                observation.newNetwork());
        Places.Place before = places.of(here.device());
        places.move(here);
        if (before == null || isSameNetwork(before, here) || !(before.newNetwork() || here.newNetwork())) {
            return null;
        }
        double hours = Math.abs(here.timeMs() - before.timeMs()) / HOUR_MS;
        double kilometres = before.kilometresTo(here)
                - settings.accuracyKilometres()
                - AccuracyRadius.of(event, settings.accuracyKilometres());
        double speed = kilometres / Math.max(LEAST_HOURS, hours);
        if (hours > settings.hoursApart()
                || kilometres < settings.leastKilometres()
                || speed < settings.kilometresPerHour()
                || observation.learning()) {
            return null;
        }
        String text = "At least " + Math.round(kilometres) + " km in " + Math.round(hours * 60)
                + " minutes between two successful acts of one client program, the last from "
                + Phrase.name(event.city(), "an unknown city") + ", " + Phrase.name(event.country(), "unknown country")
                + "; an airliner makes 900 km an hour";
        return new Signal(NAME, AnomalyType.SUSPICIOUS_LOCATION, Severity.HIGH, 0.85, text);
    }

    /**
     * The network by its addresses, whatever database says whose it is: the observation's is the autonomous system where
     * one is known, and a database that comes, goes or changes its mind must not make another network of the same address.
     */
    private static int networkOf(AuditEvent event, Observation observation) {
        int addresses = NetworkAddress.of(event.clientIp());
        return addresses != NetworkAddress.NONE ? addresses : observation.networkKey();
    }

    private static boolean isSameNetwork(Places.Place one, Places.Place other) {
        return one.network() == other.network() || (one.system() != 0 && one.system() == other.system());
    }

    private Signal strangeNetwork(DetectorInput input, Places places, NetworkKind kind) {
        Observation observation = input.observation();
        boolean hides = (kind != null && kind.anonymises())
                || "true".equalsIgnoreCase(input.event().attributes().get(EventAttributes.ANONYMOUS_PROXY));
        boolean rented = kind == NetworkKind.HOSTING;
        boolean strange = (hides || rented) && observation.newNetwork() && !isUsual(input);
        boolean first = strange && places.isFirstOfKind(hides ? HIDING : RENTED, observation.timeMs());
        boolean changes = observation.sensitive()
                && !observation.routine()
                && places.cameStrangelyWithinTheHour(observation.timeMs());
        if (observation.learning() || !(first || changes)) {
            return null;
        }
        String text = first
                ? "The first act of this user through "
                        + (hides ? "an anonymising network" : "a hosting company's network")
                : "A sensitive act within an hour of this user's first through an anonymiser or a hosting company";
        return new Signal(
                NAME,
                AnomalyType.SUSPICIOUS_LOCATION,
                changes ? Severity.HIGH : Severity.MEDIUM,
                changes ? 0.9 : 0.7,
                first && changes ? text + ", and a sensitive one" : text);
    }

    private static boolean isUsual(DetectorInput input) {
        return OriginNetwork.of(input.event(), input.observation(), input.organisation()) == OriginNetwork.OWN;
    }

    private static Signal strongest(Signal one, Signal other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return other.severity().compareTo(one.severity()) > 0 ? other : one;
    }
}

package io.auditsphere.model.features;

import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.Outcome;
import io.auditsphere.schemas.UserType;
import java.util.Objects;
import java.util.Set;

/**
 * Observes events against the state of their users, and takes them into it. The same events in the same order with the
 * same settings give the same observations and the same state, bit for bit: there is no clock in here and no randomness.
 *
 * <p><b>Order of things.</b> The user's newest time moves on to min(event time, arrival), so that an event ahead of the
 * clock makes no later one late. A day that is over is folded into the history, where the present day never is: nothing
 * is compared with itself. The event is counted where it belongs in event time, then what it is compared with is read,
 * and last it teaches, unless it must not.
 *
 * <p>Thread-safe; the states that it is given are not.
 */
public final class FeatureEngine {

    /** The native value that names the autonomous system of the source address, where an enricher provides it. */
    private static final String AUTONOMOUS_SYSTEM = "asn";

    /** Weeks that are told apart: after so many a day that was always off is as well known as it gets. */
    static final int MOST_WEEKS = 8;

    private static final int NETWORK_YOUNG_MINUTES = Minutes.DAY;
    private static final int COUNTRY_YOUNG_MINUTES = 3 * Minutes.DAY;

    /** Furthest that an event may be ahead of its arrival; decoding refuses more, and windows have no room for it. */
    private static final long MAX_AHEAD_MS = CivilTime.MS_PER_DAY;

    private final Set<String> ownDomains;
    private final long lateAfterMs;
    private final long lateHorizonMs;
    private final long userTtlMs;
    private final int horizonMinutes;
    private final WorkCalendar calendar;
    private final UserZones zones;

    /** An engine with these settings, which the trainer and the stream must share. */
    public FeatureEngine(FeatureSettings settings) {
        Objects.requireNonNull(settings, "settings");
        this.ownDomains = settings.ownDomains();
        this.lateAfterMs = settings.lateAfter().toMillis();
        this.lateHorizonMs = settings.lateHorizon().toMillis();
        this.userTtlMs = settings.userTtl().toMillis();
        this.horizonMinutes = Math.toIntExact(settings.lateHorizon().toMinutes());
        this.calendar = new WorkCalendar(settings);
        this.zones = new UserZones(settings);
    }

    /**
     * What the user's own state says about the event; the event is taken into the state, except where it is beyond the
     * late horizon.
     *
     * @param event the event
     * @param user the state of its user, changed by the call
     * @param arrivalMs when it arrived, milliseconds since the epoch
     * @param teaches false while an open finding of high severity covers the user: the event counts, but becomes no part
     *     of what is usual for him
     */
    public Observation observe(AuditEvent event, UserState user, long arrivalMs, boolean teaches) {
        long timeMs = event.creationTimeMs();
        long heardMs = Math.min(timeMs, arrivalMs);
        Observation observation = new Observation();
        observation.timeMs = timeMs;
        // Here and not where state is dropped: what an event is compared with must not depend on when somebody tidied
        // up.
        observation.forgotten = !user.isNew() && heardMs - user.newestMs() > userTtlMs;
        if (observation.forgotten) {
            user.forget();
        }
        observation.late = !user.isNew() && timeMs < user.newestMs() - lateAfterMs;
        observation.beyondHorizon = !user.isNew() && timeMs < user.newestMs() - lateHorizonMs;
        observation.teaches = teaches;
        observation.succeeded = event.outcome() == Outcome.SUCCESS;

        ZoneClock clock = moveOn(observation, user, event.userId(), heardMs);
        readTime(observation, user, clock, timeMs);
        readActor(observation, event);
        readAct(observation, event, user, clock.localMs(heardMs));

        int minute = Minutes.of(Math.min(timeMs, heardMs + MAX_AHEAD_MS));
        if (observation.beyondHorizon) {
            countAlone(observation, event);
        } else {
            count(observation, event, user, minute);
        }
        readMaxima(observation, user);
        readOrigin(observation, event, user, Minutes.of(heardMs));
        if (!observation.beyondHorizon) {
            learn(observation, event, user, clock, heardMs, minute);
        }
        return observation;
    }

    /** Moves the state on to this time, folding the day in if it is over; returns the clock of the user's zone. */
    private ZoneClock moveOn(Observation observation, UserState user, String userId, long heardMs) {
        UserHistory history = user.history();
        DayRecord day = user.day();
        ZoneClock configured = zones.configured(userId);
        ZoneClock clock = configured != null ? configured : zones.learnt(history.zone());
        observation.dayBefore = dayBefore(user, clock, heardMs);
        user.advance(heardMs, horizonMinutes);
        int today = CivilTime.dayOf(clock.localMs(user.newestMs()));
        if (!day.hasBegun()) {
            history.begin(today);
            history.wake(today);
            day.begin(today);
        } else if (today > day.day()) {
            history.fold(day, today, calendar);
            if (configured == null) {
                clock = history.learnZone(day, clock, zones.candidates(), calendar);
                today = CivilTime.dayOf(clock.localMs(user.newestMs()));
            }
            history.wake(today);
            day.begin(today);
        }
        return clock;
    }

    /** The day that this event ends, before the windows forget it; null if it ends none, or one that must not teach. */
    private static DayOfHours dayBefore(UserState user, ZoneClock clock, long heardMs) {
        DayRecord day = user.day();
        long localMs = clock.localMs(heardMs);
        if (!day.hasBegun() || day.isSpoilt() || CivilTime.dayOf(localMs) <= day.day()) {
            return null;
        }
        int offsetMinutes = (int) ((localMs - heardMs) / CivilTime.MS_PER_MINUTE);
        return DayOfHours.of(user.windows(), day.day(), offsetMinutes);
    }

    private void readTime(Observation observation, UserState user, ZoneClock clock, long timeMs) {
        long localMs = clock.localMs(timeMs);
        int day = CivilTime.dayOf(localMs);
        int minuteOfDay = CivilTime.minuteOf(localMs);
        observation.hour = (byte) (minuteOfDay / Minutes.HOUR);
        observation.dayOfWeek = (byte) CivilTime.dayOfWeek(day);
        observation.weekend = observation.dayOfWeek >= CivilTime.SATURDAY;
        observation.businessHours = calendar.isBusiness(day, minuteOfDay);
        UserHistory history = user.history();
        observation.habit = history.habit()
                .at(observation.dayOfWeek, observation.hour, observation.weekend, observation.businessHours);
        observation.offDay = history.habit().isOffDay(observation.dayOfWeek, calendar.isHoliday(day));
        observation.weeksKnown = (byte) Math.min(MOST_WEEKS, history.weeksKnown(day));
        // Read from the long memory, which is why it is asked for the few acts outside the usual hours alone.
        observation.hourUsed = observation.habit.hoursOutside() == 0 || history.usedHour(observation.hour);
        observation.established = history.isEstablished(user.day().taught());
        observation.dormant = history.isDormant() && !observation.established;
    }

    private void readActor(Observation observation, AuditEvent event) {
        String userId = event.userId();
        observation.userHash = Hashing.of(Hashing.of(event.provider()), userId);
        observation.service = event.userType().isService();
        observation.guest = event.userType() == UserType.GUEST
                || Domains.isMarkedGuest(userId)
                || userId.startsWith("anonymous")
                || userId.startsWith("urn:spo:anon")
                || userId.startsWith("urn:spo:guest");
        // A service account's address is under its platform's domain, whoever's it is.
        String actorDomain = observation.service ? null : Domains.of(userId);
        observation.actorDomain = Domains.hash(actorDomain);
        String target = Acts.sharesWith(event);
        boolean outside = observation.guest
                || event.userType() == UserType.EXTERNAL
                || (target != null && Domains.isOutsideByForm(target));
        String[] targetDomains = outside || target == null ? Domains.NONE : Domains.ofTarget(target);
        if (outside || !ownDomains.isEmpty()) {
            observation.externalKnown = true;
            observation.external = outside || isOutside(actorDomain, targetDomains);
        } else {
            observation.targetDomains = Domains.hashesWithout(actorDomain, targetDomains);
        }
    }

    private boolean isOutside(String actorDomain, String[] targetDomains) {
        if (actorDomain != null && !Domains.isWithin(actorDomain, ownDomains)) {
            return true;
        }
        for (String domain : targetDomains) {
            if (!Domains.isWithin(domain, ownDomains)) {
                return true;
            }
        }
        return false;
    }

    private static void readAct(Observation observation, AuditEvent event, UserState user, long localMs) {
        observation.category = event.operationCategory();
        observation.fileType = FileTypes.of(event.resourceName());
        observation.bulkByNature = BulkOperations.isBulk(event.operation());
        observation.sensitive = event.sensitive() && !SystemPrincipals.acts(event);
        observation.routine =
                observation.sensitive && user.history().isRoutine(Acts.operationKey(event), CivilTime.dayOf(localMs));
    }

    private static void count(Observation observation, AuditEvent event, UserState user, int minute) {
        int newest = user.newestMinute();
        long site = Acts.siteHash(event);
        int resource = Acts.resourceKey(event, site);
        observation.collapsed = user.clicks().isCounted(event, resource);
        if (!observation.collapsed) {
            user.windows().add(minute, newest);
            user.operations().add(Acts.operationKey(event), minute);
            if (event.resourcePath() != null) {
                user.sites().add(Acts.siteKey(site), minute);
            }
        }
        int burst = resource == 0 ? 0 : user.bursts().add(event.operationCategory(), resource, minute, newest);
        int[] counts = observation.counts;
        counts[Measure.EVENTS_1H] = Math.max(1, user.windows().count(minute, Minutes.HOUR));
        counts[Measure.EVENTS_24H] = Math.max(1, user.windows().count(minute, Minutes.DAY));
        counts[Measure.SITES] =
                Math.max(event.resourcePath() == null ? 0 : 1, user.sites().count(minute));
        counts[Measure.OPERATIONS] = Math.max(1, user.operations().count(minute));
        counts[Observation.BURST] = observation.bulkByNature ? Math.max(AuditFeatures.BULK_RESOURCES, burst) : burst;
    }

    /** The counts of an event that counts nowhere: it has only itself for company. */
    private static void countAlone(Observation observation, AuditEvent event) {
        int[] counts = observation.counts;
        counts[Measure.EVENTS_1H] = 1;
        counts[Measure.EVENTS_24H] = 1;
        counts[Measure.SITES] = event.resourcePath() == null ? 0 : 1;
        counts[Measure.OPERATIONS] = 1;
        int burst = Acts.resourceKey(event, Acts.siteHash(event)) == 0 ? 0 : 1;
        counts[Observation.BURST] = observation.bulkByNature ? AuditFeatures.BULK_RESOURCES : burst;
    }

    private static void readMaxima(Observation observation, UserState user) {
        int[] maxima = observation.maxima;
        for (int measure = 0; measure < Measure.FIRST_BURST; measure++) {
            maxima[measure] = user.history().maximum(measure);
        }
        maxima[Observation.BURST] = user.history().maximum(Measure.burstOf(observation.category));
    }

    private static void readOrigin(Observation observation, AuditEvent event, UserState user, int heardMinute) {
        int system = NetworkAddress.ofAutonomousSystem(event.attributes().get(AUTONOMOUS_SYSTEM));
        int prefix = NetworkAddress.of(event.clientIp());
        observation.network = system != NetworkAddress.NONE ? system : prefix;
        observation.country = Acts.countryKey(event);
        observation.device = Devices.of(event.userAgent());
        UserHistory history = user.history();
        // Beyond the horizon nothing is known of the event's own time, so the present must do.
        int minute = observation.beyondHorizon ? user.newestMinute() : heardMinute;
        observation.networkNew = observation.network != 0
                && history.isNew(history.networks(), observation.network, minute, NETWORK_YOUNG_MINUTES)
                // What was known by its addresses is not new because a database now says whose they are.
                && (system == NetworkAddress.NONE
                        || prefix == NetworkAddress.NONE
                        || history.isNew(history.networks(), prefix, minute, NETWORK_YOUNG_MINUTES));
        observation.countryNew = observation.country != 0
                && history.isNew(history.countries(), observation.country, minute, COUNTRY_YOUNG_MINUTES);
        observation.deviceNew = observation.device != 0
                && history.isNew(history.devices(), observation.device, minute, NETWORK_YOUNG_MINUTES);
    }

    private static void learn(
            Observation observation, AuditEvent event, UserState user, ZoneClock clock, long heardMs, int minute) {
        UserHistory history = user.history();
        DayRecord day = user.day();
        int heardMinute = Minutes.of(heardMs);
        if (!observation.teaches) {
            day.spoil(minute);
            history.unlearnYoung(history.networks(), observation.network, heardMinute, NETWORK_YOUNG_MINUTES);
            history.unlearnYoung(history.countries(), observation.country, heardMinute, COUNTRY_YOUNG_MINUTES);
            history.unlearnYoung(history.devices(), observation.device, heardMinute, NETWORK_YOUNG_MINUTES);
            return;
        }
        long localMs = clock.localMs(heardMs);
        int eventDay = CivilTime.dayOf(localMs);
        observation.opensHalfHour = day.teach(eventDay, CivilTime.minuteOf(localMs));
        reachMaxima(observation, day, eventDay, minute);
        if (observation.succeeded) {
            use(history, history.networks(), observation.network, heardMinute, eventDay);
            use(history, history.countries(), observation.country, heardMinute, eventDay);
            use(history, history.devices(), observation.device, heardMinute, eventDay);
            if (observation.sensitive) {
                history.doSensitive(Acts.operationKey(event), eventDay);
            }
        }
    }

    private static void use(UserHistory history, SeenThings things, int key, int minute, int day) {
        if (key != 0) {
            history.use(things, key, minute, day);
        }
    }

    /**
     * A late event of a day that has been folded in teaches no maximum: an episode that arrives late would be compared
     * with its own beginning.
     */
    private static void reachMaxima(Observation observation, DayRecord day, int eventDay, int minute) {
        if (eventDay < day.day()) {
            return;
        }
        int[] counts = observation.counts;
        if (day.isClean(minute, Minutes.HOUR)) {
            day.reach(Measure.EVENTS_1H, counts[Measure.EVENTS_1H]);
        }
        if (day.isClean(minute, Minutes.DAY)) {
            day.reach(Measure.EVENTS_24H, counts[Measure.EVENTS_24H]);
            day.reach(Measure.SITES, counts[Measure.SITES]);
            day.reach(Measure.OPERATIONS, counts[Measure.OPERATIONS]);
        }
        if (day.isClean(minute, BurstWindow.WINDOW)) {
            day.reach(Measure.burstOf(observation.category), counts[Observation.BURST]);
        }
    }
}

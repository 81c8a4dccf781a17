package io.auditsphere.model.detect.builtin;

import io.auditsphere.model.detect.Detector;
import io.auditsphere.model.detect.DetectorInput;
import io.auditsphere.model.detect.Learning;
import io.auditsphere.model.detect.RecordSettings;
import io.auditsphere.model.detect.Signal;
import io.auditsphere.model.detect.UserView;
import io.auditsphere.model.features.AuditFeatures;
import io.auditsphere.model.features.Observation;
import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.OperationCategory;
import io.auditsphere.schemas.Outcome;
import io.auditsphere.schemas.Severity;
import io.auditsphere.schemas.UserType;
import java.util.List;
import java.util.Map;

/**
 * Things that go outside, and outsiders who go where they have no business.
 *
 * <ul>
 *   <li><b>Much for one new outsider</b>: several things given within a day to an address that this user never gave
 *       anything to. Who sends each new client eight files has eight for his usual; the number that speaks is over twice
 *       that. A domain that is new to him and to the organisation needs fewer.
 *   <li><b>Anything of a site that only few people touch</b>, given to a domain that is new to him and to the organisation.
 *   <li><b>Links for anybody</b>: several within an hour, over twice the user's own usual.
 *   <li><b>A guest who wanders</b>: sites new to him within a day, after he has been known for a while.
 *   <li><b>A guest on a restricted resource</b>: by the patterns of the settings, or because by the organisation's tables
 *       only few of its people ever touch the site, no outsider did, and nothing of it was shared with one. Said of a site
 *       that is new to the guest.
 * </ul>
 */
public final class ExternalAccessDetector implements Detector {

    /** Its name. */
    public static final String NAME = "external_access";

    /**
     * When it speaks.
     *
     * @param newDomain things given within a day to a new address at a domain new to the user, 2..200
     * @param newAddress the same where he has dealt with the domain, 2..200
     * @param links links for anybody within an hour, 2..32
     * @param sites sites that a known guest first sees within a day, 2..32
     * @param highTimes from so many times the number that speaks on the severity is high, at least 1
     * @param noteDays days that a user is noted before what is new means anything, 0..90
     * @param restricted beginnings of resource paths, ignoring case, that no guest has any business with
     */
    public record Settings(
            int newDomain,
            int newAddress,
            int links,
            int sites,
            double highTimes,
            int noteDays,
            List<String> restricted) {
        public Settings {
            Require.within("external_access: things for a new domain", newDomain, 2, 200);
            Require.within("external_access: things for a new address", newAddress, 2, 200);
            Require.within("external_access: links in an hour", links, 2, Contacts.MOST_LINKS);
            Require.within("external_access: sites new to a guest", sites, 2, Contacts.MOST_SITES);
            Require.within("external_access: multiple of high severity", highTimes, 1, 1000);
            Require.within("external_access: days of note", noteDays, 0, 90);
            restricted = List.copyOf(restricted);
        }

        /** Four things for a new domain, five for a new address, three links in an hour, three new sites. */
        public static Settings defaults() {
            return new Settings(4, 5, 3, 3, 3, 5, List.of());
        }
    }

    private static final long MINUTE_MS = 60_000;

    private final Settings settings;

    /** A detector with these settings. */
    public ExternalAccessDetector(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public AnomalyType anomalyType() {
        return AnomalyType.EXTERNAL_ACCESS;
    }

    @Override
    public int maxBytes() {
        return Contacts.MAX_BYTES;
    }

    @Override
    public Map<String, Object> settings() {
        return RecordSettings.of(settings);
    }

    @Override
    public Detector withSettings(Map<String, Object> changes) {
        return new ExternalAccessDetector(RecordSettings.with(settings, changes));
    }

    @Override
    public Learning learning(UserView user) {
        long left = OwnBytes.daysLeft(settings.noteDays(), Contacts.notedMs(user));
        if (user.service() || (user.established() && left <= 0)) {
            return Learning.DONE;
        }
        return Learning.learning(user.established() ? left : Math.max(left, user.baselineDaysLeft()));
    }

    @Override
    public Signal detect(DetectorInput input) {
        AuditEvent event = input.event();
        Observation observation = input.observation();
        if (event.outcome() != Outcome.SUCCESS || observation.beyondHorizon() || observation.service()) {
            return null;
        }
        if (input.firstByte() < 0) {
            // From the first act on: whoever has shared nothing for weeks is known to share nothing.
            Contacts contacts = new Contacts();
            contacts.since(minute(input));
            contacts.write(input);
        }
        if (observation.guest() || event.userType() == UserType.EXTERNAL) {
            return outsiderActs(input);
        }
        boolean shares = observation.category() == OperationCategory.SHARING
                && event.target() != null
                && !observation.collapsed();
        if (!shares || PublicLinks.takesAway(event.operation())) {
            return null;
        }
        return PublicLinks.isForAnybody(event) ? published(input) : given(input);
    }

    private Signal outsiderActs(DetectorInput input) {
        AuditEvent event = input.event();
        if (event.resourcePath() == null) {
            return null;
        }
        String restricted = restricted(event.resourcePath());
        if (restricted != null) {
            return signal(
                    Severity.HIGH,
                    0.9,
                    "A guest on " + Phrase.name(event.resourcePath(), "a resource") + ", which the settings restrict ("
                            + Phrase.name(restricted, "") + ")");
        }
        int minute = minute(input);
        Contacts contacts = Contacts.read(input);
        boolean known = isKnown(contacts, minute, input);
        int site = Keys.ofSite(event.resourcePath());
        boolean newToHim = contacts.isNewSite(site, minute);
        int sites = contacts.visit(site, minute);
        contacts.write(input);
        int few = newToHim ? input.organisation().fewPeopleOn(event) : 0;
        if (few > 0) {
            return signal(
                    Severity.MEDIUM,
                    0.8,
                    "A guest on " + Phrase.name(event.resourcePath(), "a resource") + ", which only "
                            + Phrase.people(few) + " of the organisation touched before, and no outsider");
        }
        if (!known || sites < settings.sites()) {
            return null;
        }
        return signal(
                severity(sites, settings.sites()),
                0.75,
                "A guest has been on " + Phrase.count(sites, "site") + " within a day where he never was before");
    }

    private Signal given(DetectorInput input) {
        String to = input.event().target();
        int at = to.indexOf('@');
        int end = at < 0 ? -1 : endOfAddress(to, at);
        if (at <= 0 || isOwnDomain(input.event().userId(), to, at, end)) {
            return null;
        }
        int minute = minute(input);
        Contacts contacts = Contacts.read(input);
        boolean known = isKnown(contacts, minute, input);
        int domain = Keys.of(to, at, end);
        boolean partner = input.organisation().isPartner(to) && !FreeMail.isOne(to, at + 1, end);
        boolean dealtWith = contacts.knowsDomain(domain, minute) || partner;
        int few = dealtWith ? 0 : input.organisation().fewPeopleOn(input.event());
        int floor = few > 0 ? 1 : dealtWith ? settings.newAddress() : settings.newDomain();
        int limit = few > 0 ? 1 : Math.max(floor, 2 * contacts.usualShares(minute) + 1);
        int outsider = Keys.of(to, 0, end);
        int count = contacts.give(outsider, domain, minute);
        boolean speaks = known && count >= limit && input.shown(AuditFeatures.IS_EXTERNAL) == 1;
        if (speaks) {
            contacts.signalGiven(outsider);
        }
        contacts.write(input);
        if (!speaks) {
            return null;
        }
        if (few > 0) {
            return signal(
                    Severity.MEDIUM,
                    0.75,
                    "Something of " + Phrase.name(input.event().resourcePath(), "a site") + ", which only "
                            + Phrase.people(few) + " of the organisation touch, given to " + Phrase.name(to, "somebody")
                            + ", at a domain new to this user and to the organisation");
        }
        return signal(
                severity(count, limit),
                0.75,
                Phrase.count(count, "thing") + " given within a day to " + Phrase.name(to, "somebody")
                        + ", whom this user never gave anything to; new outsiders usually get "
                        + contacts.usualShares(minute) + " from him at most");
    }

    private Signal published(DetectorInput input) {
        int minute = minute(input);
        Contacts contacts = Contacts.read(input);
        boolean known = isKnown(contacts, minute, input);
        int limit = Math.max(settings.links(), 2 * contacts.usualLinks(minute) + 1);
        int count = contacts.publish(minute);
        boolean speaks = known && count >= limit;
        if (speaks) {
            contacts.signalPublished();
        }
        contacts.write(input);
        if (!speaks) {
            return null;
        }
        return signal(
                severity(count, limit),
                0.75,
                Phrase.count(count, "link") + " for anybody made within an hour; this user usually makes "
                        + contacts.usualLinks(minute) + " at most");
    }

    private boolean isKnown(Contacts contacts, int minute, DetectorInput input) {
        return minute - contacts.since(minute) >= settings.noteDays() * Contacts.DAY
                && !input.observation().learning();
    }

    private Severity severity(int count, int limit) {
        return count >= settings.highTimes() * limit ? Severity.HIGH : Severity.MEDIUM;
    }

    private static int minute(DetectorInput input) {
        return (int) Math.floorDiv(input.observation().timeMs(), MINUTE_MS);
    }

    private String restricted(String path) {
        for (String beginning : settings.restricted()) {
            if (path.regionMatches(true, 0, beginning, 0, beginning.length())) {
                return beginning;
            }
        }
        return null;
    }

    private static int endOfAddress(String target, int at) {
        int end = at + 1;
        while (end < target.length()
                && (Character.isLetterOrDigit(target.charAt(end))
                        || target.charAt(end) == '.'
                        || target.charAt(end) == '-')) {
            end++;
        }
        return end;
    }

    private static boolean isOwnDomain(String userId, String target, int at, int end) {
        int own = userId.lastIndexOf('@');
        return own >= 0 && userId.length() - own == end - at && userId.regionMatches(true, own, target, at, end - at);
    }

    private static Signal signal(Severity severity, double score, String text) {
        return new Signal(NAME, AnomalyType.EXTERNAL_ACCESS, severity, score, text);
    }
}

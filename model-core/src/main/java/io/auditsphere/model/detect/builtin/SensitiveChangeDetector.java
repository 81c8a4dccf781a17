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
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.OperationCategory;
import io.auditsphere.schemas.Outcome;
import io.auditsphere.schemas.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The changes by which an intruder keeps the door open ({@link ChangeKind}), judged by their value: which role, which
 * application, whose address. An administrator's routine is none: what a principal has done on three earlier days, the
 * roles of everyday work, an application that pretends nothing, forwarding within the organisation.
 *
 * <p>A change right after something else went wrong is worse. Within 24 hours of a finding of {@link LocationDetector} or
 * {@link AuthenticationFailureDetector} about the user, or on an account that the organisation has known for under seven
 * days, a signal is critical, and every sensitive act of administration is one.
 */
public final class SensitiveChangeDetector implements Detector {

    /** Its name. */
    public static final String NAME = "sensitive_change";

    /**
     * What is by value.
     *
     * @param topRoles parts of the names of roles that give everything, lower case
     * @param youngDays an account that was first seen under so many days ago is young, 0..90
     * @param aftermathHours how long a finding about place or sign-in makes a change worse, 0..168
     */
    public record Settings(List<String> topRoles, int youngDays, int aftermathHours) {
        public Settings {
            topRoles = List.copyOf(topRoles);
            Require.within("sensitive_change: days of a young account", youngDays, 0, 90);
            Require.within("sensitive_change: hours after a finding", aftermathHours, 0, 168);
        }

        /** The roles from which every other can be had. */
        public static Settings defaults() {
            return new Settings(
                    List.of(
                            "global admin",
                            "company admin",
                            "super admin",
                            "seed_admin",
                            "privileged",
                            "owner",
                            "administratoraccess",
                            "user access admin",
                            "security admin",
                            "exchange admin",
                            "sharepoint admin",
                            "application admin",
                            "conditional access",
                            "hybrid identity",
                            "organization management",
                            "impersonation",
                            "domain name admin",
                            "team_admin",
                            "coadmin",
                            "co-admin"),
                    7,
                    24);
        }
    }

    private static final int VERSION = 1;
    private static final int MAX_BYTES = 11;
    private static final long HOUR_MS = 3_600_000;
    private static final String[] ROLE_ATTRIBUTES = {"role", "new_value"};

    private final Settings settings;

    /** A detector with these settings. */
    public SensitiveChangeDetector(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public AnomalyType anomalyType() {
        return AnomalyType.SENSITIVE_OPERATION;
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
        return new SensitiveChangeDetector(RecordSettings.with(settings, changes));
    }

    /** A change is judged by its value, from the first day on. */
    @Override
    public Learning learning(UserView user) {
        return Learning.DONE;
    }

    @Override
    public Signal detect(DetectorInput input) {
        Observation observation = input.observation();
        AuditEvent event = input.event();
        boolean judged = observation.sensitive() && event.outcome() == Outcome.SUCCESS;
        if (!judged && input.firstByte() == VERSION) {
            return null; // When the user was first seen is kept already.
        }
        long firstMs = firstSeen(input);
        if (!judged) {
            return null;
        }
        String worse = worse(input, firstMs);
        ChangeKind kind = ChangeKind.of(event);
        if (kind == null) {
            boolean administers = event.operationCategory() == OperationCategory.ADMIN && !observation.routine();
            return worse != null && administers && isAftermath(input)
                    ? signal(
                            Severity.HIGH,
                            "A sensitive act of administration, " + Phrase.name(event.operation(), ""),
                            worse)
                    : null;
        }
        Judgement judgement = judge(kind, input);
        if (judgement.severity == null && (worse == null || observation.routine() || !isAftermath(input))) {
            return null;
        }
        Severity severity = worse == null ? judgement.severity : Severity.CRITICAL;
        return signal(severity, sentence(kind, judgement), worse);
    }

    /** When the user was first seen, event time; kept from then on. */
    private static long firstSeen(DetectorInput input) {
        CompactReader in = OwnBytes.read(input, VERSION);
        if (in != null) {
            return in.signed();
        }
        long timeMs = input.observation().timeMs();
        CompactWriter out = new CompactWriter();
        out.oneByte(VERSION);
        out.signed(timeMs);
        input.keep(out.toByteArray());
        return timeMs;
    }

    /** What makes a change worse than it is by itself; null if nothing does. */
    private String worse(DetectorInput input, long firstMs) {
        if (isAftermath(input)) {
            return "within " + settings.aftermathHours() + " hours of a finding about where or how this user signed in";
        }
        boolean young = input.observation().timeMs() - firstMs < settings.youngDays() * 24L * HOUR_MS;
        return young && input.organisation().establishedUsers() > 0
                ? "on an account first seen under " + settings.youngDays() + " days ago"
                : null;
    }

    private boolean isAftermath(DetectorInput input) {
        return isNear(input, LocationDetector.NAME) || isNear(input, AuthenticationFailureDetector.NAME);
    }

    private boolean isNear(DetectorInput input, String detector) {
        long latestMs = input.latestFindingMs(detector);
        return latestMs != Long.MIN_VALUE
                && Math.abs(input.observation().timeMs() - latestMs) <= settings.aftermathHours() * HOUR_MS;
    }

    private Judgement judge(ChangeKind kind, DetectorInput input) {
        AuditEvent event = input.event();
        Observation observation = input.observation();
        boolean routine = observation.routine();
        return switch (kind) {
            case PRIVILEGED_ROLE -> role(event, routine);
            case CONSENT -> consent(event);
            case FORWARDING -> forwarding(event, routine);
            case PUBLIC_LINK -> publicLink(input, routine);
            case APPLICATION_KEY, MAIL_RULE, DELEGATION ->
                new Judgement(routine ? null : Severity.MEDIUM, Phrase.name(subject(event), "unnamed"));
            case SECOND_FACTOR_OFF, TRUST, AUDIT_OFF ->
                new Judgement(routine ? null : Severity.HIGH, Phrase.name(subject(event), "unnamed"));
        };
    }

    private Judgement role(AuditEvent event, boolean routine) {
        String role = role(event);
        String words =
                Phrase.name(role, "one that the log does not name") + " to " + Phrase.name(subject(event), "unnamed");
        if (role == null) {
            return new Judgement(routine ? null : Severity.MEDIUM, words);
        }
        String lower = role.substring(0, Math.min(200, role.length())).toLowerCase(Locale.ROOT);
        for (String top : settings.topRoles()) {
            if (lower.contains(top)) {
                return new Judgement(Severity.HIGH, words);
            }
        }
        return new Judgement(null, words);
    }

    private static String role(AuditEvent event) {
        Map<String, String> attributes = event.attributes();
        for (String name : ROLE_ATTRIBUTES) {
            String value = attributes.get(name);
            if (value != null && !value.isBlank()) {
                return value;
            }
        }
        return null;
    }

    private static Judgement consent(AuditEvent event) {
        String application = application(event);
        String brand = LookAlike.brandOf(application);
        String words = Phrase.name(application, "unnamed");
        if (brand != null) {
            return new Judgement(Severity.HIGH, words + ", a name that looks like " + brand);
        }
        return LookAlike.bearsProvider(application, event.provider())
                ? new Judgement(Severity.MEDIUM, words + ", which bears the provider's name: check its publisher")
                : new Judgement(null, words);
    }

    private static String application(AuditEvent event) {
        String named = event.attributes().get("application_name");
        return named != null ? named : subject(event);
    }

    /** Within the organisation is nothing; an unknown address might be anybody's. */
    private static Judgement forwarding(AuditEvent event, boolean routine) {
        String to = event.target();
        int at = to == null ? -1 : to.lastIndexOf('@');
        int own = event.userId().lastIndexOf('@');
        int domain = event.userId().length() - own;
        boolean inside = at >= 0
                && own >= 0
                && to.length() - at == domain
                && to.regionMatches(true, at, event.userId(), own, domain);
        boolean outside = at >= 0 && !inside;
        Severity severity = outside ? Severity.HIGH : inside || routine ? null : Severity.MEDIUM;
        return new Judgement(severity, Phrase.name(to, "an address that the log does not name"));
    }

    /** A link for anybody is everyday work, unless by its name it opens a secret, or what only few people ever touch. */
    private static Judgement publicLink(DetectorInput input, boolean routine) {
        AuditEvent event = input.event();
        String name = Phrase.name(
                event.resourceName() != null ? event.resourceName() : event.resourcePath(), "something unnamed");
        if (PublicLinks.opensSecret(event)) {
            return new Judgement(Severity.HIGH, name + ", by its name keys or passwords");
        }
        int few = routine ? 0 : input.organisation().fewPeopleOn(event);
        return few > 0
                ? new Judgement(
                        Severity.MEDIUM,
                        name + ", of a site that only " + Phrase.people(few) + " of the organisation touch")
                : new Judgement(null, name);
    }

    private static String subject(AuditEvent event) {
        return event.target() != null ? event.target() : event.resourceName();
    }

    private static String sentence(ChangeKind kind, Judgement judgement) {
        String words = kind.words();
        String joint = kind == ChangeKind.FORWARDING ? " to " : ": ";
        return Character.toUpperCase(words.charAt(0)) + words.substring(1) + joint + judgement.words;
    }

    private static Signal signal(Severity severity, String text, String worse) {
        double score = switch (severity) {
            case LOW -> 0.4;
            case MEDIUM -> 0.65;
            case HIGH -> 0.85;
            case CRITICAL -> 0.95;
        };
        return new Signal(
                NAME, AnomalyType.SENSITIVE_OPERATION, severity, score, worse == null ? text : text + "; " + worse);
    }

    /** How bad a change is by its value, null if it is nothing by itself, and its value in words. */
    private record Judgement(Severity severity, String words) {}
}

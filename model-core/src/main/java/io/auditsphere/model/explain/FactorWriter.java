package io.auditsphere.model.explain;

import io.auditsphere.model.features.AuditFeatures;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.OperationCategory;

/**
 * Says in one English sentence what a feature of an event is and what it usually is: "412 events in the last hour; this
 * user's usual is under 30". A sentence has no full stop, so that it can stand in a list.
 *
 * <p>A feature can add to an anomaly although its value is an ordinary one, by what it is together with the others; the
 * sentence then says so, and does not make a surprise of it. Immutable and thread-safe.
 */
public final class FactorWriter {

    /** Distinct sets of the user's state stop counting here. */
    private static final int SATURATED = 256;

    private static final String TOGETHER = "; usual by itself, but not together with the rest";

    private static final String LEARNT = " is still being learnt";

    private static final String NO_HISTORY = " has no history of the last 30 days";

    private FactorWriter() {}

    /**
     * The sentence about one feature.
     *
     * @param feature the feature's name, one of the audit schema's; any other gets a plain sentence
     * @param value the value shown
     * @param typical what is typical of the user, or of those that he is compared with; NaN if unknown
     */
    public static String sentence(String feature, double value, double typical, Circumstances circumstances) {
        return switch (feature) {
            case "hour_of_day" -> hour(value, typical, circumstances);
            case "day_of_week" -> dayOfWeek(value, typical, circumstances);
            case "is_weekend" -> weekend(value, typical, circumstances);
            case "is_business_hours" -> businessHours(value, typical, circumstances);
            case "event_count_1h" -> volume(value, typical, "event", "events", "in the last hour", circumstances);
            case "event_count_24h" -> volume(value, typical, "event", "events", "in the last 24 hours", circumstances);
            case "unique_sites" ->
                distinct(value, typical, "site", "different sites", "in the last 24 hours", circumstances);
            case "unique_operations" ->
                distinct(
                        value,
                        typical,
                        "kind of operation",
                        "kinds of operation",
                        "in the last 24 hours",
                        circumstances);
            case "is_guest" -> guest(value);
            case "is_external" -> external(value, circumstances.event());
            case "is_new_ip" -> newNetwork(value, circumstances);
            case "is_unusual_location" -> newCountry(value, circumstances);
            case "operation_category" -> category(value, typical, circumstances.event());
            case "is_sensitive_operation" -> sensitive(value, circumstances.event());
            case "file_type_category" -> fileType(value, typical, circumstances.event());
            case "is_bulk_operation" -> bulk(value, circumstances);
            default -> feature + " is " + plain(value) + (Double.isNaN(typical) ? "" : "; usual is " + plain(typical));
        };
    }

    private static String hour(double value, double typical, Circumstances circumstances) {
        String what = "Active at " + Words.hour(value)
                + (circumstances.service() ? " in the account's" : " in the user's") + " time zone";
        if (value == typical) {
            return what + TOGETHER;
        }
        return what + usual(typical, "usual hour is around " + Words.hour(typical), circumstances);
    }

    private static String dayOfWeek(double value, double typical, Circumstances circumstances) {
        String what = "Active on a " + Words.day(value);
        if (value == typical) {
            return what + TOGETHER;
        }
        return what + usual(typical, "busiest day is " + Words.day(typical), circumstances);
    }

    private static String weekend(double value, double typical, Circumstances circumstances) {
        String what = value == 1 ? "Active at the weekend" : "Active on a weekday";
        if (value == typical) {
            return what + TOGETHER;
        }
        return what
                + usual(typical, typical == 1 ? "usual days are weekends" : "usual days are weekdays", circumstances);
    }

    private static String businessHours(double value, double typical, Circumstances circumstances) {
        String what = value == 1 ? "Active within business hours" : "Active outside business hours";
        if (value == typical) {
            return what + TOGETHER;
        }
        return what
                + usual(
                        typical,
                        typical == 1 ? "usual time is within them" : "usual time is outside them",
                        circumstances);
    }

    private static String volume(
            double value, double typical, String singular, String plural, String when, Circumstances circumstances) {
        String what = Words.count(Math.round(value), singular, plural) + ' ' + when;
        if (value <= typical) {
            return what + TOGETHER;
        }
        return what + usual(typical, "usual is " + Words.bound(typical), circumstances);
    }

    private static String distinct(
            double value, double typical, String singular, String plural, String when, Circumstances circumstances) {
        String sentence = volume(value, typical, singular, plural, when, circumstances);
        return value >= SATURATED ? "At least " + sentence : sentence;
    }

    private static String guest(double value) {
        return value == 1
                ? "The account is a guest; most accounts here are members"
                : "The account is a member of the organisation" + TOGETHER;
    }

    private static String external(double value, AuditEvent event) {
        if (value != 1) {
            return "The act stays inside the organisation" + TOGETHER;
        }
        return event.operationCategory() == OperationCategory.SHARING && event.target() != null
                ? "Shared with somebody outside the organisation" + Words.quoted(event.target())
                        + "; most acts here stay inside it"
                : "The account is from outside the organisation; most acts here are by its members";
    }

    private static String newNetwork(double value, Circumstances circumstances) {
        String address = Words.quoted(circumstances.event().clientIp());
        if (value != 1) {
            return (address.isEmpty() ? "From an unknown address" : "From a network" + address + " that is not new")
                    + TOGETHER;
        }
        return "From a network" + address + " first used by " + circumstances.who() + " within the last 24 hours"
                + known("networks", circumstances);
    }

    private static String newCountry(double value, Circumstances circumstances) {
        String country = Words.quoted(circumstances.event().country());
        if (value != 1) {
            return (country.isEmpty() ? "From an unknown country" : "From a country" + country + " that is not new")
                    + TOGETHER;
        }
        return "From a country" + country + " first used by " + circumstances.who() + " within the last 3 days"
                + known("countries", circumstances);
    }

    private static String category(double value, double typical, AuditEvent event) {
        String what = CategoryWords.act(value) + Words.quoted(event.operation());
        if (value == typical) {
            return what + TOGETHER;
        }
        return Double.isNaN(typical) ? what : what + "; most acts here are " + CategoryWords.usualAct(typical);
    }

    private static String sensitive(double value, AuditEvent event) {
        String operation = Words.quoted(event.operation());
        return value == 1
                ? "A sensitive operation" + operation + "; most operations here are not"
                : "An operation" + operation + " that is not sensitive" + TOGETHER;
    }

    private static String fileType(double value, double typical, AuditEvent event) {
        String name = value == 0 ? " is concerned" : Words.quoted(event.resourceName());
        String what = CategoryWords.file(value) + name;
        if (value == typical) {
            return what + TOGETHER;
        }
        return Double.isNaN(typical) ? what : what + "; most acts here " + CategoryWords.usualFile(typical);
    }

    /** A burst is said by its resources; an operation that is bulk by nature, a single act, by its name. */
    private static String bulk(double value, Circumstances circumstances) {
        int burst = circumstances.burst();
        if (value == 1 && burst < AuditFeatures.BULK_RESOURCES) {
            return "One operation on many resources at once"
                    + Words.quoted(circumstances.event().operation()) + "; most operations here are on one";
        }
        return distinct(
                burst,
                circumstances.usualBurst(),
                "resource",
                "different resources",
                "within 10 minutes",
                circumstances);
    }

    /** The second half of a sentence with an actual and a typical value: whose usual it is, in these words. */
    private static String usual(double typical, String is, Circumstances circumstances) {
        if (Double.isNaN(typical)) {
            return unknown(circumstances);
        }
        return switch (circumstances.basis()) {
            case LEARNING ->
                circumstances.service()
                        ? "; other service accounts' " + is + ", and this one" + LEARNT
                        : "; established users' " + is + ", and this user" + LEARNT;
            case DORMANT -> "; the organisation's " + is + ", and " + circumstances.who() + NO_HISTORY;
            case PROVIDER -> "; the provider's " + is;
            default -> "; " + circumstances.who() + "'s " + is;
        };
    }

    /** The second half of a sentence where nothing is known to compare with. */
    private static String unknown(Circumstances circumstances) {
        return switch (circumstances.basis()) {
            case LEARNING -> "; " + circumstances.who() + LEARNT;
            case DORMANT -> "; " + circumstances.who() + NO_HISTORY;
            default -> "; what is usual is not known";
        };
    }

    /** The second half of a sentence about a place that is new; what is new to a new user was asked of the organisation. */
    private static String known(String places, Circumstances circumstances) {
        return switch (circumstances.basis()) {
            case LEARNING ->
                "; the organisation's usual " + places + " are others, and " + circumstances.who() + LEARNT;
            case DORMANT ->
                "; the organisation's usual " + places + " are others, and " + circumstances.who() + NO_HISTORY;
            default -> "; the usual " + places + " have been known for longer";
        };
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Words.grouped(Math.round(value))
                : Double.toString(value);
    }
}

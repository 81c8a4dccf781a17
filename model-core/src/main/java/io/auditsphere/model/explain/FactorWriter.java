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

    private static final String TOGETHER = "; usual by itself, it stands out together with the rest";

    private static final String LEARNT = " is still being learnt";

    private static final String NO_HISTORY = " has no history of the last 30 days";

    private static final String[] CATEGORIES = {
        "An act of reading or downloading",
        "A change of content",
        "A deletion",
        "An act of sharing",
        "An administrative act",
        "A sign-in or a change of credentials",
        "An act of no known category"
    };

    private static final String[] USUAL_CATEGORIES = {
        "reading or downloading",
        "changes of content",
        "deletions",
        "sharing",
        "administration",
        "sign-ins and changes of credentials",
        "of no known category"
    };

    private static final String[] FILE_TYPES = {
        "No file",
        "A document",
        "A spreadsheet",
        "A presentation",
        "An image",
        "A sound or video file",
        "An archive file",
        "A file of source code",
        "An executable file",
        "A file of secrets or configuration",
        "A file of an uncommon type"
    };

    private static final String[] USUAL_FILE_TYPES = {
        "concern no file",
        "concern documents",
        "concern spreadsheets",
        "concern presentations",
        "concern images",
        "concern sound or video",
        "concern archives",
        "concern source code",
        "concern executable files",
        "concern secrets or configuration",
        "concern files of uncommon types"
    };

    private FactorWriter() {}

    /**
     * The sentence about one feature.
     *
     * @param feature the feature's name, one of the audit schema's; any other gets a plain sentence
     * @param value the value shown
     * @param typical what is typical of the user, or of those that he is compared with; NaN if unknown
     */
    public static String sentence(String feature, double value, double typical, Circumstances circumstances) {
        switch (feature) {
            case "hour_of_day":
                return hour(value, typical, circumstances);
            case "day_of_week":
                return dayOfWeek(value, typical, circumstances);
            case "is_weekend":
                return weekend(value, typical, circumstances);
            case "is_business_hours":
                return businessHours(value, typical, circumstances);
            case "event_count_1h":
                return volume(value, typical, "event", "events", "in the last hour", circumstances);
            case "event_count_24h":
                return volume(value, typical, "event", "events", "in the last 24 hours", circumstances);
            case "unique_sites":
                return distinct(value, typical, "site", "different sites", "in the last 24 hours", circumstances);
            case "unique_operations":
                return distinct(
                        value,
                        typical,
                        "kind of operation",
                        "kinds of operation",
                        "in the last 24 hours",
                        circumstances);
            case "is_guest":
                return guest(value);
            case "is_external":
                return external(value, circumstances.event());
            case "is_new_ip":
                return newNetwork(value, circumstances);
            case "is_unusual_location":
                return newCountry(value, circumstances);
            case "operation_category":
                return category(value, typical, circumstances.event());
            case "is_sensitive_operation":
                return sensitive(value, circumstances.event());
            case "file_type_category":
                return fileType(value, typical, circumstances.event());
            case "is_bulk_operation":
                return bulk(value, circumstances);
            default:
                return feature + " is " + plain(value) + (Double.isNaN(typical) ? "" : "; usual is " + plain(typical));
        }
    }

    private static String hour(double value, double typical, Circumstances circumstances) {
        String what = "Active at " + Words.hour(value) + " in the user's time zone";
        if (value == typical) {
            return what + TOGETHER;
        }
        return what
                + usual("usual hour", Double.isNaN(typical) ? null : "around " + Words.hour(typical), circumstances);
    }

    private static String dayOfWeek(double value, double typical, Circumstances circumstances) {
        String what = "Active on a " + Words.day(value);
        if (value == typical) {
            return what + TOGETHER;
        }
        return what + usual("busiest day", Double.isNaN(typical) ? null : Words.day(typical), circumstances);
    }

    private static String weekend(double value, double typical, Circumstances circumstances) {
        String what = value == 1 ? "Active at the weekend" : "Active on a weekday";
        if (value == typical) {
            return what + TOGETHER;
        }
        return what
                + usual(
                        "usual time",
                        Double.isNaN(typical) ? null : typical == 1 ? "the weekend" : "weekdays",
                        circumstances);
    }

    private static String businessHours(double value, double typical, Circumstances circumstances) {
        String what = value == 1 ? "Active within business hours" : "Active outside business hours";
        if (value == typical) {
            return what + TOGETHER;
        }
        return what
                + usual(
                        "usual time",
                        Double.isNaN(typical) ? null : typical == 1 ? "within them" : "outside them",
                        circumstances);
    }

    private static String volume(
            double value, double typical, String singular, String plural, String when, Circumstances circumstances) {
        String what = Words.count(Math.round(value), singular, plural) + ' ' + when;
        if (value <= typical) {
            return what + TOGETHER;
        }
        return what + usual("usual", Double.isNaN(typical) ? null : Words.bound(typical), circumstances);
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
            return "The act stays within the organisation" + TOGETHER;
        }
        return event.operationCategory() == OperationCategory.SHARING && event.target() != null
                ? "Shared with somebody outside the organisation" + Words.quoted(event.target())
                        + "; most acts here stay within it"
                : "The account is from outside the organisation; most acts here are by its members";
    }

    private static String newNetwork(double value, Circumstances circumstances) {
        String address = Words.quoted(circumstances.event().clientIp());
        if (value != 1) {
            return "From a network" + address + " that " + circumstances.who() + " has used for longer" + TOGETHER;
        }
        return "From a network" + address + " that is new to " + circumstances.who() + " within the last 24 hours"
                + known("network", circumstances);
    }

    private static String newCountry(double value, Circumstances circumstances) {
        String country = Words.quoted(circumstances.event().country());
        if (value != 1) {
            return "From a country" + country + " that " + circumstances.who() + " has used for longer" + TOGETHER;
        }
        return "From a country" + country + " that is new to " + circumstances.who() + " within the last 3 days"
                + known("country", circumstances);
    }

    private static String category(double value, double typical, AuditEvent event) {
        String what = CATEGORIES[index(value, CATEGORIES)] + Words.quoted(event.operation());
        if (value == typical) {
            return what + TOGETHER;
        }
        return Double.isNaN(typical)
                ? what
                : what + "; most acts here are " + USUAL_CATEGORIES[index(typical, USUAL_CATEGORIES)];
    }

    private static String sensitive(double value, AuditEvent event) {
        String operation = Words.quoted(event.operation());
        return value == 1
                ? "A sensitive operation" + operation + "; most operations here are not"
                : "An operation" + operation + " that is not sensitive" + TOGETHER;
    }

    private static String fileType(double value, double typical, AuditEvent event) {
        String name = value == 0 ? " is concerned" : Words.quoted(event.resourceName());
        String what = FILE_TYPES[index(value, FILE_TYPES)] + name;
        if (value == typical) {
            return what + TOGETHER;
        }
        return Double.isNaN(typical)
                ? what
                : what + "; most acts here " + USUAL_FILE_TYPES[index(typical, USUAL_FILE_TYPES)];
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

    /** The second half of a sentence that has an actual and a typical value; {@code typical} is null if unknown. */
    private static String usual(String what, String typical, Circumstances circumstances) {
        if (typical == null) {
            return unknown(circumstances);
        }
        String is = what + " is " + typical;
        switch (circumstances.basis()) {
            case LEARNING:
                return circumstances.service()
                        ? "; other service accounts' " + is + ", and this one" + LEARNT
                        : "; established users' " + is + ", and this user" + LEARNT;
            case DORMANT:
                return "; the organisation's " + is + ", and " + circumstances.who() + NO_HISTORY;
            case PROVIDER:
                return "; the " + what + " here is " + typical;
            default:
                return "; " + circumstances.who() + "'s " + is;
        }
    }

    /** The second half of a sentence where nothing is known to compare with. */
    private static String unknown(Circumstances circumstances) {
        switch (circumstances.basis()) {
            case LEARNING:
                return "; " + circumstances.who() + LEARNT;
            case DORMANT:
                return "; " + circumstances.who() + NO_HISTORY;
            default:
                return "; what is usual is not known";
        }
    }

    /** The second half of a sentence about a place that is new; what is new to a new user was asked of the organisation. */
    private static String known(String place, Circumstances circumstances) {
        switch (circumstances.basis()) {
            case LEARNING:
                return "; no usual " + place + " of the organisation, and " + circumstances.who() + LEARNT;
            case DORMANT:
                return "; no usual " + place + " of the organisation, and " + circumstances.who() + NO_HISTORY;
            default:
                return "; the usual ones have been known for longer";
        }
    }

    private static int index(double value, String[] words) {
        return Math.min(Math.max((int) value, 0), words.length - 1);
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Words.grouped(Math.round(value))
                : Double.toString(value);
    }
}

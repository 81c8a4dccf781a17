package io.auditsphere.schemas;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Which findings a suppression rule is about. Of each list one entry must fit, and every list that is not empty must. At
 * least one of them is not empty.
 *
 * @param subjects patterns of users and addresses, with {@code *} for any characters and {@code ?} for one; ignoring case.
 *     A pattern without {@code |} is held against the id behind the provider
 * @param detectors names of detectors, {@code forest} among them
 * @param anomalyTypes types of findings
 * @param providers lower-case names
 * @param countries ISO 3166-1 alpha-2 codes of where the event came from
 * @param networks addresses and networks, such as {@code 192.0.2.0/24}, that the event came from
 * @param operations names of operations, ignoring case
 */
public record SuppressionScope(
        List<String> subjects,
        List<String> detectors,
        List<AnomalyType> anomalyTypes,
        List<String> providers,
        List<String> countries,
        List<String> networks,
        List<String> operations) {

    /** Entries of one list. */
    public static final int MAX_ENTRIES = 100;

    /** Characters of one entry: what a user id and an operation's name have at most. */
    public static final int MAX_LENGTH = 512;

    /** A pattern with more asterisks costs more than it says. */
    public static final int MAX_ASTERISKS = 8;

    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]{1,64}");

    public SuppressionScope {
        subjects = entries("subjects", subjects);
        detectors = entries("detectors", detectors);
        anomalyTypes = List.copyOf(anomalyTypes);
        providers = entries("providers", providers);
        countries = entries("countries", countries);
        networks = entries("networks", networks);
        operations = entries("operations", operations);
        boolean empty = subjects.isEmpty()
                && detectors.isEmpty()
                && anomalyTypes.isEmpty()
                && providers.isEmpty()
                && countries.isEmpty()
                && networks.isEmpty()
                && operations.isEmpty();
        if (empty) {
            throw new IllegalArgumentException("scope: expected at least one of subjects, detectors, anomaly_types,"
                    + " providers, countries, networks and operations, found none: that would mute everything");
        }
        subjects.forEach(SuppressionScope::checkPattern);
        detectors.forEach(name -> check("detectors", name, NAME, "a detector's name, such as \"bulk\""));
        providers.forEach(name -> check("providers", name, NAME, "a provider in lower case, such as \"microsoft\""));
        countries.forEach(code -> check("countries", code, COUNTRY, "a code of two capitals, such as \"DE\""));
    }

    private static List<String> entries(String field, List<String> entries) {
        if (entries.size() > MAX_ENTRIES) {
            throw new IllegalArgumentException("scope." + field + ": expected at most " + MAX_ENTRIES
                    + " entries, found " + entries.size() + "; make two rules of it");
        }
        for (String entry : entries) {
            if (entry.isBlank() || entry.length() > MAX_LENGTH) {
                throw new IllegalArgumentException("scope." + field + ": expected texts of 1 to " + MAX_LENGTH
                        + " characters, found one of " + entry.length());
            }
        }
        return List.copyOf(entries);
    }

    private static void checkPattern(String pattern) {
        long asterisks = pattern.chars().filter(c -> c == '*').count();
        if (asterisks > MAX_ASTERISKS) {
            throw new IllegalArgumentException("scope.subjects: expected at most " + MAX_ASTERISKS
                    + " asterisks in a pattern, found " + asterisks + " in \"" + cut(pattern) + '"');
        }
        if (pattern.chars().allMatch(c -> c == '*' || c == '?' || c == '|')) {
            throw new IllegalArgumentException("scope.subjects: \"" + cut(pattern)
                    + "\" fits everybody; a rule about everybody leaves subjects out");
        }
    }

    private static void check(String field, String entry, Pattern allowed, String expected) {
        if (!allowed.matcher(entry).matches()) {
            throw new IllegalArgumentException(
                    "scope." + field + ": expected " + expected + ", found \"" + cut(entry) + '"');
        }
    }

    private static String cut(String value) {
        return value.length() > 100 ? value.substring(0, 100) + "…" : value;
    }
}

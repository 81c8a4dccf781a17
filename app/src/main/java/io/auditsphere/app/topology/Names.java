package io.auditsphere.app.topology;

/**
 * The names of operators and stores, which persist: a store's name is part of its changelog topic's, an operator's is
 * part of metrics and of {@code Topology#describe()}. A golden test holds them.
 */
public final class Names {

    /** Counts in buckets, distinct sets, bursts, last place of a user; written on each event. */
    public static final String USER_ACTIVITY = "user-activity";
    /** What is long known of a user; written when something is learnt. */
    public static final String USER_HISTORY = "user-history";
    /** A user's open findings and the detectors' own bytes; written when a finding changes. */
    public static final String FINDINGS = "findings";
    /** Hashed ids of events by creation time; written on each event. */
    public static final String SEEN_EVENTS = "seen-events";
    /** The task's watermark. */
    public static final String EVENT_TIME = "event-time";

    /** Failed sign-ins by source address, and the findings about it. */
    public static final String ADDRESS_ACTIVITY = "address-activity";
    /** The watermark of a task that watches sources. */
    public static final String ADDRESS_TIME = "address-time";
    /** What was done about findings, for limits and holds. */
    public static final String RESPONSE_MEMORY = "response-memory";

    /** Prefix of the repartition topic for sign-in attempts on their way to the task of their source. */
    public static final String BY_SOURCE = "attempts-by-source";
    /** Prefix of the repartition topic for findings that ask for a response. */
    public static final String RESPONSES_WANTED = "responses-wanted";
    /** The same for findings about sources. */
    public static final String RESPONSES_WANTED_OF_SOURCES = "responses-wanted-of-sources";
    /** Prefix of the repartition topic for events that are not in their user's partition. */
    public static final String BY_USER = "events-by-user";

    static final String READ = "read-audit-events";
    static final String DECODE = "decode";
    static final String DECODED = "decoded-";
    static final String REJECTED = "rejected";
    static final String IN_PLACE = "in-place";
    static final String ELSEWHERE = "elsewhere";
    static final String JOIN_PATHS = "join-paths";
    static final String DROP_DUPLICATES = "drop-duplicates";
    static final String PROVIDER = "provider-";
    static final String SCORE = "score-";
    static final String UNCONFIGURED = "unconfigured";
    static final String REJECT_UNCONFIGURED = "reject-unconfigured";
    static final String MERGE = "merge-";
    static final String TIDY = "tidy-state";
    static final String RESULTS = "results-";
    static final String ANOMALIES = "anomalies";
    static final String RESPONSES = "responses";
    static final String ATTEMPTS = "attempts";
    static final String WANTED = "wanted";
    static final String WATCH_SOURCES = "watch-sources";
    static final String SOURCES = "sources-";
    static final String DECIDE_RESPONSES = "decide-responses";
    static final String BYTES = "-bytes";
    static final String FINDINGS_OF_SOURCES = "findings-of-sources";
    static final String JOIN_WANTED = "join-wanted";
    static final String UNDELIVERABLE = "undeliverable";
    static final String WRITE = "write-";

    private Names() {}
}

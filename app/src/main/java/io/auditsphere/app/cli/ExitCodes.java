package io.auditsphere.app.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/** How commands end. The codes are API: scripts and schedulers branch on them. */
public final class ExitCodes {

    /** Done. A service that was asked to stop and stopped cleanly ends so too. */
    public static final int DONE = 0;
    /** It failed while it worked: a broker, the database, a file or a bug; the message says what. */
    public static final int FAILED = 1;
    /** The command line or a setting cannot be used. Trying again does not help. */
    public static final int USAGE = 2;
    /** Something it needs is missing: topics, models, a Java, the local parts. The message says how to get it. */
    public static final int NOT_READY = 3;
    /** Part of the work was done; the message says what was left out and why, such as a provider with too few events. */
    public static final int PARTLY = 4;

    private ExitCodes() {}

    /** What every command's help ends with: each code and what it means, in rising order. */
    static Map<String, String> help() {
        Map<String, String> codes = new LinkedHashMap<>();
        codes.put(" " + DONE, "done");
        codes.put(" " + FAILED, "failed while it worked");
        codes.put(" " + USAGE, "the command line or a setting cannot be used");
        codes.put(" " + NOT_READY, "something it needs is missing; the message says how to get it");
        codes.put(" " + PARTLY, "part of the work was left out; the message says which and why");
        return codes;
    }
}

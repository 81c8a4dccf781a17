package io.auditsphere.model.detect.builtin;

import io.auditsphere.model.detect.CompactReader;
import io.auditsphere.model.detect.CompactWriter;
import io.auditsphere.model.detect.Detector;
import io.auditsphere.model.detect.DetectorInput;
import io.auditsphere.model.detect.Learning;
import io.auditsphere.model.detect.OriginNetwork;
import io.auditsphere.model.detect.RecordSettings;
import io.auditsphere.model.detect.Signal;
import io.auditsphere.model.detect.UserView;
import io.auditsphere.model.features.Observation;
import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.FailureKind;
import io.auditsphere.schemas.OperationCategory;
import io.auditsphere.schemas.Outcome;
import io.auditsphere.schemas.Severity;
import java.util.Arrays;
import java.util.Map;

/**
 * Passwords tried on one user, and second factors asked for until he gives in.
 *
 * <ul>
 *   <li><b>Brute force</b>: failures of kind {@code credential} alone count, because most failed sign-ins are expired
 *       sessions and interrupted steps. A forgotten password makes four to nine of them within minutes from where its
 *       owner always sits: {@link Settings#failuresFromKnown()} is above that. From networks that are new to the user
 *       {@link Settings#failuresFromNew()} are enough; the organisation's own networks are new to nobody.
 *   <li><b>A success after failures</b> means something only while a finding of this detector is open, and then raises it
 *       to critical. Everybody's success follows a failure now and then.
 *   <li><b>MFA fatigue</b>: {@link Settings#mfaFailures()} refused or unanswered second factors within half an hour; a
 *       success after them is critical.
 * </ul>
 */
public final class AuthenticationFailureDetector implements Detector {

    /** Its name. */
    public static final String NAME = "authentication_failure";

    /**
     * When it speaks. All counts are within one hour of event time but that of second factors, which is within half an
     * hour.
     *
     * @param failuresFromNew failed passwords from networks that are new to the user, 2..48
     * @param failuresFromKnown failed passwords wherever they come from, 2..48
     * @param mfaFailures second factors refused, 2..48
     */
    public record Settings(int failuresFromNew, int failuresFromKnown, int mfaFailures) {
        public Settings {
            Require.within("authentication_failure: failures from new networks", failuresFromNew, 2, MOST);
            Require.within("authentication_failure: failures from known networks", failuresFromKnown, 2, MOST);
            Require.within("authentication_failure: second factors refused", mfaFailures, 2, MOST);
        }

        /** Ten from new networks, 20 from any, six second factors. */
        public static Settings defaults() {
            return new Settings(10, 20, 6);
        }
    }

    private static final int VERSION = 1;
    /** Failures remembered of each kind. */
    private static final int MOST = 48;

    private static final int MAX_BYTES = 16 + 3 * MOST * 3;
    private static final long SECOND_MS = 1000;
    private static final long HOUR_S = 3600;
    private static final long MFA_WINDOW_S = HOUR_S / 2;

    private final Settings settings;

    /** A detector with these settings. */
    public AuthenticationFailureDetector(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public AnomalyType anomalyType() {
        return AnomalyType.AUTHENTICATION_FAILURE;
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
        return new AuthenticationFailureDetector(RecordSettings.with(settings, changes));
    }

    /** Counts of failures are the same for everybody, from the first day on. */
    @Override
    public Learning learning(UserView user) {
        return Learning.DONE;
    }

    @Override
    public Signal detect(DetectorInput input) {
        AuditEvent event = input.event();
        Observation observation = input.observation();
        if (observation.beyondHorizon()) {
            return null;
        }
        if (event.outcome() == Outcome.SUCCESS) {
            return event.operationCategory() == OperationCategory.AUTHENTICATION ? succeeded(input) : null;
        }
        if (event.failureKind() == FailureKind.CREDENTIAL) {
            return failedPassword(input);
        }
        return event.failureKind() == FailureKind.MFA ? refusedFactor(input) : null;
    }

    private Signal failedPassword(DetectorInput input) {
        Attempts attempts = Attempts.read(input);
        long second = input.observation().timeMs() / SECOND_MS;
        boolean elsewhere = isElsewhere(input);
        long[] passwords = Attempts.with(attempts.passwords, second, HOUR_S);
        long[] strange = elsewhere ? Attempts.with(attempts.strange, second, HOUR_S) : attempts.strange;
        new Attempts(passwords, strange, attempts.factors).write(input);
        int all = Attempts.near(passwords, second, HOUR_S);
        int fromNew = elsewhere ? Attempts.near(strange, second, HOUR_S) : 0;
        boolean many = all >= settings.failuresFromKnown();
        boolean manyFromNew = fromNew >= settings.failuresFromNew();
        if (!many && !manyFromNew) {
            return null;
        }
        String most = all >= MOST ? "at least " : "";
        String text = most + Phrase.count(all, "wrong password") + " for this user within an hour, " + fromNew
                + " of them from networks new to him; a forgotten password makes under ten";
        return signal(manyFromNew ? Severity.HIGH : Severity.MEDIUM, 0.8, text);
    }

    private Signal refusedFactor(DetectorInput input) {
        Attempts attempts = Attempts.read(input);
        long second = input.observation().timeMs() / SECOND_MS;
        long[] factors = Attempts.with(attempts.factors, second, HOUR_S);
        new Attempts(attempts.passwords, attempts.strange, factors).write(input);
        int refused = Attempts.near(factors, second, MFA_WINDOW_S);
        if (refused < settings.mfaFailures()) {
            return null;
        }
        return signal(
                Severity.HIGH,
                0.8,
                Phrase.count(refused, "second factor")
                        + " refused or unanswered within half an hour: somebody who has the password keeps asking");
    }

    /** Whoever got in while passwords or factors were being tried, from where they were or from anywhere new. */
    private Signal succeeded(DetectorInput input) {
        long timeMs = input.observation().timeMs();
        long latest = input.latestFindingMs(NAME);
        boolean open = latest != Long.MIN_VALUE && Math.abs(timeMs - latest) <= HOUR_S * SECOND_MS;
        if (!open) {
            return null;
        }
        Attempts attempts = Attempts.read(input);
        long second = timeMs / SECOND_MS;
        boolean gaveIn = Attempts.near(attempts.factors, second, MFA_WINDOW_S) >= settings.mfaFailures();
        if (!gaveIn && !isElsewhere(input)) {
            // The owner himself, at his usual place, while somebody else guesses.
            return null;
        }
        String text = gaveIn
                ? "A sign-in succeeded after " + Phrase.count(attempts.factors.length, "refused second factor")
                        + ": the user may have given in"
                : "A sign-in from a network new to this user succeeded after "
                        + Phrase.count(attempts.passwords.length, "wrong password");
        return signal(Severity.CRITICAL, 1, text);
    }

    /** A network new to the user; the first day in another office is none. */
    private static boolean isElsewhere(DetectorInput input) {
        return input.observation().newNetwork()
                && OriginNetwork.of(input.event(), input.observation(), input.organisation()) != OriginNetwork.OWN;
    }

    private static Signal signal(Severity severity, double score, String text) {
        return new Signal(NAME, AnomalyType.AUTHENTICATION_FAILURE, severity, score, text);
    }

    /**
     * Seconds since the epoch of failures not long ago, ascending: of passwords, of those from new networks, and of second
     * factors.
     */
    private static final class Attempts {

        private static final long[] NOTHING = {};

        private final long[] passwords;
        private final long[] strange;
        private final long[] factors;

        Attempts(long[] passwords, long[] strange, long[] factors) {
            this.passwords = passwords;
            this.strange = strange;
            this.factors = factors;
        }

        static Attempts read(DetectorInput input) {
            CompactReader in = OwnBytes.read(input, VERSION);
            return in == null
                    ? new Attempts(NOTHING, NOTHING, NOTHING)
                    : new Attempts(readSeconds(in), readSeconds(in), readSeconds(in));
        }

        private static long[] readSeconds(CompactReader in) {
            long[] seconds = new long[in.size()];
            long before = 0;
            for (int i = 0; i < seconds.length; i++) {
                before += in.signed();
                seconds[i] = before;
            }
            return seconds;
        }

        void write(DetectorInput input) {
            CompactWriter out = new CompactWriter();
            out.oneByte(VERSION);
            writeSeconds(out, passwords);
            writeSeconds(out, strange);
            writeSeconds(out, factors);
            input.keep(out.toByteArray());
        }

        private static void writeSeconds(CompactWriter out, long[] seconds) {
            out.unsigned(seconds.length);
            long before = 0;
            for (long second : seconds) {
                out.signed(second - before);
                before = second;
            }
        }

        /** The list with this one, without those that are longer ago than the window before the newest. */
        static long[] with(long[] seconds, long second, long windowSeconds) {
            long[] all = Arrays.copyOf(seconds, seconds.length + 1);
            all[seconds.length] = second;
            Arrays.sort(all);
            long oldest = all[all.length - 1] - windowSeconds;
            int from = Math.max(0, all.length - MOST);
            while (all[from] < oldest) {
                from++;
            }
            return Arrays.copyOfRange(all, from, all.length);
        }

        /** How many of them lie in the window that ends with this second. */
        static int near(long[] seconds, long second, long windowSeconds) {
            int count = 0;
            for (long each : seconds) {
                count += each <= second && each > second - windowSeconds ? 1 : 0;
            }
            return count;
        }
    }
}

package io.auditsphere.app.local.bench;

import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.FailureKind;
import io.auditsphere.schemas.OperationCatalogue;
import io.auditsphere.schemas.Outcome;
import io.auditsphere.schemas.UserType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * An organisation's log for benchmarks: users by a Zipf law over four providers, each with networks, a client, sites and
 * files of his own, nine in ten events between 7 and 19 h UTC, one in a hundred up to two hours late, one in two
 * thousand from another network, one in a hundred a failed logon. The same seed gives the same events. For one thread.
 *
 * <p>Not {@code generate}'s organisation, because that has as many events as its people make, while a benchmark says how
 * many there are and of how many users. Some 440 bytes of normalised JSON an event.
 */
final class BenchEvents {

    /** Time that a run's events are spread over: baselines exist after three days. */
    static final Duration SPAN = Duration.ofDays(8);

    private static final double NIGHT_SHARE = 0.05;
    private static final long DAY_MS = Duration.ofDays(1).toMillis();
    private static final long MORNING_MS = Duration.ofHours(7).toMillis();
    private static final long EVENING_MS = Duration.ofHours(19).toMillis();
    private static final int MAX_LATE_MS = (int) Duration.ofHours(2).toMillis();

    private static final List<String> AGENTS = List.of(
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0",
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/17.4 Safari/605.1.15");
    private static final List<String> COUNTRIES = List.of("IN", "AU", "DE", "US");
    private static final List<String> EXTENSIONS = List.of("docx", "xlsx", "pptx", "pdf", "png", "zip", "csv");

    /** Operations of each provider, the frequent ones first; the last is a logon. */
    private static final List<List<String>> OPERATIONS = List.of(
            List.of("FileAccessed", "FileModified", "FileDownloaded", "FilePreviewed", "FileUploaded", "UserLoggedIn"),
            List.of("view", "edit", "download", "rename", "create", "login_success"),
            List.of("PREVIEW", "DOWNLOAD", "EDIT", "UPLOAD", "ITEM_OPEN", "LOGIN"),
            List.of("file_preview", "file_download", "file_edit", "file_add", "file_rename", "login_success"));

    private static final List<String> PROVIDERS = List.of("microsoft", "google", "box", "dropbox");

    private final Random random;
    private final ZipfLaw users;
    private final long startMs;
    private final double count;
    private final OperationCatalogue catalogue = OperationCatalogue.builtIn();
    private long next;

    /**
     * @param users how many accounts there are
     * @param count how many events will be asked for: they are spread evenly over {@link #SPAN}
     * @param start event time of the first
     */
    BenchEvents(int users, long count, Instant start, long seed) {
        this.users = new ZipfLaw(users);
        this.count = count;
        this.startMs = Math.floorDiv(start.toEpochMilli(), DAY_MS) * DAY_MS;
        this.random = new Random(seed);
    }

    /** Arrival of the event that {@link #next} gave last, in milliseconds since the epoch. */
    long arrivalMs() {
        return timeOf(next - 1);
    }

    /** The next event, in order of arrival. */
    AuditEvent next() {
        long arrivalMs = timeOf(next++);
        return next(
                users.draw(random),
                arrivalMs,
                random.nextInt(100) == 0 ? arrivalMs - random.nextInt(MAX_LATE_MS) : arrivalMs);
    }

    /** An event of this moment, for runs at the wall clock's pace. */
    AuditEvent at(long nowMs) {
        return next(users.draw(random), nowMs, nowMs);
    }

    /** An event of this moment of any of the users that are there after so many have left, all alike. */
    AuditEvent ofEvenUser(long nowMs, int gone) {
        return next(gone + random.nextInt(users.size()), nowMs, nowMs);
    }

    private AuditEvent next(int user, long arrivalMs, long timeMs) {
        // Most users are of one provider, as in most organisations.
        int share = user % 20;
        int provider = share < 14 ? 0 : share < 17 ? 1 : share < 19 ? 2 : 3;
        int operationIndex = Math.min(random.nextInt(6), random.nextInt(6));
        boolean failedLogon = random.nextInt(100) == 0;
        String operation = OPERATIONS.get(provider).get(failedLogon ? 5 : operationIndex);
        OperationCatalogue.Entry entry = catalogue.find(PROVIDERS.get(provider), operation);
        boolean elsewhere = random.nextInt(2_000) == 0;
        boolean logon = failedLogon || operationIndex == 5;
        int site = (user * 31 + Math.min(random.nextInt(8), random.nextInt(8)) * 7) % 2_000;
        int file = random.nextInt(200);
        return AuditEvent.builder()
                .eventId(new UUID(random.nextLong(), random.nextLong()).toString())
                .provider(PROVIDERS.get(provider))
                .creationTime(Instant.ofEpochMilli(Math.min(timeMs, arrivalMs)))
                .operation(operation)
                .operationCategory(entry.category())
                .userId("user" + user + "@contoso.example")
                .userType(UserType.USER)
                .clientIp("20." + user % 199 + "." + (elsewhere ? random.nextInt(250) : user % 7 + random.nextInt(2))
                        + "." + (1 + random.nextInt(250)))
                .userAgent(AGENTS.get(user % AGENTS.size()))
                .resourcePath(logon ? null : "https://contoso.example/sites/team-" + site)
                .resourceName(logon ? null : "Report " + file + "." + EXTENSIONS.get(file % EXTENSIONS.size()))
                .outcome(failedLogon ? Outcome.FAILURE : Outcome.SUCCESS)
                .failureKind(failedLogon ? FailureKind.CREDENTIAL : null)
                .country(COUNTRIES.get(user % COUNTRIES.size()))
                .sensitive(entry.sensitive())
                .build();
    }

    /** When the index-th event arrives: the nights are thin. */
    private long timeOf(long index) {
        double days = index / count * SPAN.toDays();
        long day = (long) days;
        double part = days - day;
        long ofDay;
        if (part < NIGHT_SHARE) {
            ofDay = (long) (part / NIGHT_SHARE * MORNING_MS);
        } else if (part < 1 - NIGHT_SHARE) {
            ofDay = MORNING_MS + (long) ((part - NIGHT_SHARE) / (1 - 2 * NIGHT_SHARE) * (EVENING_MS - MORNING_MS));
        } else {
            ofDay = EVENING_MS + (long) ((part - 1 + NIGHT_SHARE) / NIGHT_SHARE * (DAY_MS - EVENING_MS));
        }
        return startMs + day * DAY_MS + ofDay;
    }
}

package io.auditsphere.app.local.bench;

import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.AuditEventBuilder;
import io.auditsphere.schemas.FailureKind;
import io.auditsphere.schemas.OperationCatalogue;
import io.auditsphere.schemas.Outcome;
import io.auditsphere.schemas.UserType;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * The log of an organisation at work, for benchmarks of the pipeline: {@value #EVENTS_A_DAY} events an account and working
 * day, of people who come in sessions and keep to their sites, networks, hours and kinds of acts, and of programs. First
 * comes a history that only teaches, days long, then what is measured; the models are trained on such a history of the
 * same users ({@link BenchModels}). Beside the ordinary there are trips, shared files, one late event in a hundred, four
 * failed logons in a thousand, and, after the history, an attack now and then ({@link BenchAttack}). The same seed
 * gives the same events. For one thread.
 *
 * <p>Not {@code generate}'s organisation, which makes thirty thousand events a second and at most 20,000 people; but rates, shares
 * and sessions are as there. Some 500 bytes of normalised JSON an event.
 */
final class BenchLoad {

    /** Events of an account on a working day, on average. */
    static final int EVENTS_A_DAY = 14;

    /** Events of programs, by day and by night; the others are of people. */
    private static final double SERVICE_SHARE = 0.09;

    private static final double SERVICE_SHARE_AT_NIGHT = 0.85;

    /** Of so many people one is at it at any moment of the day, and does so many acts before he pauses. */
    private static final int PEOPLE_A_SESSION = 40;

    private static final int ACTS_A_SESSION = 7;

    private static final int ACTS_AN_ATTACK = 40_000;
    private static final int MAX_LATE_MS = 2 * 3_600_000;
    private static final String[] EXTENSIONS = {
        "docx", "docx", "xlsx", "pdf", "pptx", "docx", "pdf", "png", "csv", "zip"
    };

    private final int users;
    private final BenchDays days;
    private final long learnt;
    private final Random random;
    private final int[] sessions;
    private final OperationCatalogue catalogue = OperationCatalogue.builtIn();
    private BenchAttack attack;
    private long given;
    private long arrivalMs;

    private BenchLoad(int users, BenchDays days, long learnt, long seed) {
        this.users = users;
        this.days = days;
        this.learnt = learnt;
        this.random = new Random(seed);
        this.sessions = new int[Math.max(4, users / PEOPLE_A_SESSION)];
        Arrays.fill(sessions, -1);
    }

    /**
     * A log that ends before now.
     *
     * @param users accounts
     * @param historyDays days that only teach, from a Monday on
     * @param scored events that will be asked for after them
     */
    static BenchLoad of(int users, int historyDays, long scored, long seed) {
        double perDay = (double) EVENTS_A_DAY * users;
        return new BenchLoad(
                users,
                BenchDays.before(Instant.now(), perDay, historyDays, scored),
                BenchDays.events(perDay, historyDays),
                seed);
    }

    /** How many of the events, the first, only teach. */
    long learnt() {
        return learnt;
    }

    /** Arrival of the event that {@link #next} gave last, in milliseconds since the epoch. */
    long arrivalMs() {
        return arrivalMs;
    }

    /** The next event, in order of arrival. */
    AuditEvent next() {
        arrivalMs = days.next();
        return at(arrivalMs, random.nextInt(100) == 0 ? arrivalMs - random.nextInt(MAX_LATE_MS) : arrivalMs);
    }

    private AuditEvent at(long nowMs, long timeMs) {
        boolean teaches = given++ < learnt;
        if (attack != null && random.nextInt(4) == 0) {
            AuditEventBuilder act = attack.next(this, nowMs);
            attack = attack.isOver() ? null : attack;
            return act.build();
        }
        boolean evening = BenchDays.isEvening(nowMs);
        boolean night = evening || BenchDays.isBeforeDawn(nowMs);
        boolean service = users >= BenchAccount.SERVICE_EVERY
                && random.nextDouble() < (night ? SERVICE_SHARE_AT_NIGHT : SERVICE_SHARE);
        BenchAccount account = service ? program() : night ? person(each -> each.worksAt(evening)) : inSession();
        if (!teaches && attack == null && !service && random.nextInt(ACTS_AN_ATTACK) == 0) {
            attack = new BenchAttack(account, random);
        }
        return ordinary(account, timeMs).build();
    }

    private AuditEventBuilder ordinary(BenchAccount account, long timeMs) {
        boolean failed = !account.isService() && random.nextInt(250) == 0;
        int operation = failed ? BenchOperations.LOGON : BenchOperations.draw(account, random);
        AuditEventBuilder act = act(account, operation, timeMs);
        if (operation == BenchOperations.SHARE) {
            act.target(
                    random.nextInt(7) == 0
                            ? "guest" + random.nextInt(200) + "@" + account.partner()
                            : "user" + random.nextInt(users) + BenchAccount.DOMAIN);
        }
        return failed ? act.outcome(Outcome.FAILURE).failureKind(FailureKind.CREDENTIAL) : act;
    }

    /** An act of this account from where it is. */
    AuditEventBuilder act(BenchAccount account, int operation, long timeMs) {
        String provider = BenchAccount.PROVIDERS.get(account.provider());
        String name = BenchOperations.name(account.provider(), operation);
        OperationCatalogue.Entry entry = catalogue.find(provider, name);
        boolean onFile = operation != BenchOperations.LOGON;
        int site = random.nextInt(50) == 0
                ? account.site(50 + random.nextInt(100))
                : account.site(Math.min(random.nextInt(6), random.nextInt(6)));
        int file = random.nextInt(400);
        long day = BenchDays.dayOf(timeMs);
        boolean away = account.isAway(day);
        return AuditEvent.builder()
                .eventId(new UUID(random.nextLong(), random.nextLong()).toString())
                .provider(provider)
                .creationTime(Instant.ofEpochMilli(timeMs))
                .operation(name)
                .operationCategory(entry.category())
                .userId(account.userId())
                .userType(account.isService() ? UserType.SERVICE : UserType.USER)
                .clientIp(away ? hotel(account, day) : account.address(BenchDays.hourOf(timeMs)))
                .userAgent(account.agent(operation))
                .resourcePath(onFile ? "https://contoso.example/sites/team-" + site : null)
                .resourceName(onFile ? "Report " + file + "." + EXTENSIONS[file % EXTENSIONS.length] : null)
                .outcome(Outcome.SUCCESS)
                .country(away && account.draw(day) % 4 == 0 ? "FR" : account.country())
                .sensitive(entry.sensitive());
    }

    private static String hotel(BenchAccount account, long day) {
        return "185." + account.draw(day) % 250 + "." + account.draw(day + 1) % 250 + ".9";
    }

    private BenchAccount program() {
        int programs = users / BenchAccount.SERVICE_EVERY;
        return new BenchAccount(random.nextInt(programs) * BenchAccount.SERVICE_EVERY + BenchAccount.SERVICE_EVERY - 1);
    }

    private BenchAccount inSession() {
        int slot = random.nextInt(sessions.length);
        if (sessions[slot] < 0 || random.nextInt(ACTS_A_SESSION) == 0) {
            sessions[slot] = person(each -> true).number();
        }
        return new BenchAccount(sessions[slot]);
    }

    /** One of these people, the busy ones more often. */
    private BenchAccount person(Predicate<BenchAccount> wanted) {
        for (int tries = 0; ; tries++) {
            BenchAccount account = new BenchAccount(random.nextInt(users));
            boolean fits = !account.isService()
                    && wanted.test(account)
                    && random.nextDouble() * BenchAccount.BUSIEST < account.activity();
            // An organisation of a few may have nobody like that.
            if (fits || tries > 1_000) {
                return account;
            }
        }
    }
}

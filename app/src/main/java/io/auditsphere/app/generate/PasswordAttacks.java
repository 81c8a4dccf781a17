package io.auditsphere.app.generate;

import io.auditsphere.schemas.FailureKind;
import java.util.ArrayList;
import java.util.List;

/**
 * Passwords that are guessed, and second factors that are asked for until somebody gives in. Modelled on the sub-techniques
 * of MITRE ATT&CK T1110 (guessing, spraying, stuffing) and on T1621 (requests for second factors), with the paces that
 * incident reports tell: a spray tries one password each on many accounts and stays under lockouts, the patient ones a few
 * accounts an hour all day long; bought pairs come each through another resold home connection; and a worm that is inside
 * tries its luck from the office's own address. A third or more of them get in, at the end.
 */
final class PasswordAttacks {

    private static final long MINUTE_MS = 60_000;
    private static final long HOUR_MS = 60 * MINUTE_MS;

    private PasswordAttacks() {}

    /** @param others whose passwords are tried beside the victim's, most of all of them */
    static String play(Stage stage, List<Person> others) {
        double kind = stage.random().nextDouble();
        long start = stage.workTime(stage.stealth() == Stealth.STEALTHY ? 7 : 1);
        List<Account> accounts = accounts(stage, others);
        if (kind < 0.32 && accounts.size() >= 12) {
            return spray(stage, start, accounts);
        }
        if (kind < 0.44 && accounts.size() >= 24) {
            return stuff(stage, start, accounts);
        }
        if (kind < 0.54 && accounts.size() >= 16 && stage.person().hasOffice()) {
            return sprayFromInside(stage, start, accounts);
        }
        return kind < 0.78 ? guess(stage, start) : wearDown(stage, start);
    }

    private static List<Account> accounts(Stage stage, List<Person> others) {
        List<Account> accounts = new ArrayList<>();
        accounts.add(stage.account());
        for (Person person : others) {
            Account account = person.at(stage.account().provider());
            if (account != null && person.number() != stage.person().number()) {
                accounts.add(account);
            }
        }
        return accounts;
    }

    /** One machine, one password, many accounts: all within the hour, or some an hour for most of a day. */
    private static String spray(Stage stage, long startMs, List<Account> accounts) {
        Connection connection = stage.abroad();
        boolean slow = stage.stealth() == Stealth.STEALTHY;
        int users = Math.min(accounts.size(), Math.max(slow ? 5 : 3, stage.about(45, 20, 9)));
        long span = slow ? 7 * HOUR_MS : (long) (stage.stealth().of(20, 45, 0) * MINUTE_MS);
        long at = tryEach(stage, startMs, span, users, accounts, connection, false);
        enter(stage, accounts.get(users - 1), connection, at, 0.35);
        return slow ? "slow spraying" : "spraying";
    }

    private static String stuff(Stage stage, long startMs, List<Account> accounts) {
        int users = Math.min(accounts.size(), stage.about(60, 40, 26));
        long at = tryEach(stage, startMs, 50 * MINUTE_MS, Math.max(20, users), accounts, null, true);
        enter(stage, accounts.get(Math.max(20, users) - 1), stage.nearby(), at, 0.25);
        return "stuffing";
    }

    /** From the address behind which the victim's whole office sits. */
    private static String sprayFromInside(Stage stage, long startMs, List<Account> accounts) {
        Connection connection = stage.atTheOffice();
        int users = Math.min(accounts.size(), Math.max(12, stage.about(50, 30, 18)));
        tryEach(stage, startMs, 40 * MINUTE_MS, users, accounts, connection, false);
        return "spraying from inside";
    }

    private static long tryEach(
            Stage stage,
            long startMs,
            long spanMs,
            int users,
            List<Account> accounts,
            Connection connection,
            boolean anew) {
        long at = startMs;
        for (int i = 0; i < users; i++) {
            at = startMs + (long) ((i + stage.random().nextDouble()) * spanMs / users);
            Connection from = anew ? stage.nearby() : connection;
            fail(stage, accounts.get(i), from, at, FailureKind.CREDENTIAL);
        }
        return at;
    }

    /** One account until it opens, or does not; the patient change their address. */
    private static String guess(Stage stage, long startMs) {
        int tries = Math.max(8, stage.about(220, 70, 16));
        long span = (long) (stage.stealth().of(25, 40, 45) * MINUTE_MS);
        Connection connection = stage.abroad();
        for (int i = 0; i < tries; i++) {
            if (stage.stealth() == Stealth.STEALTHY && i % 8 == 7) {
                connection = stage.nearby();
            }
            fail(stage, stage.account(), connection, startMs + i * span / tries, FailureKind.CREDENTIAL);
        }
        enter(stage, stage.account(), connection, startMs + span + 5_000, 0.4);
        return "brute force";
    }

    /** The password is known; the phone of its owner asks, and asks. */
    private static String wearDown(Stage stage, long startMs) {
        Connection connection = stage.stealth() == Stealth.STEALTHY ? stage.nearby() : stage.abroad();
        int requests = Math.max(5, stage.about(28, 15, 8));
        long at = startMs;
        for (int i = 0; i < requests; i++) {
            fail(stage, stage.account(), connection, at, FailureKind.MFA);
            at += 15_000 + (long) (stage.random().nextDouble() * stage.stealth().of(30_000, 60_000, 100_000));
        }
        enter(stage, stage.account(), connection, at, 0.5);
        return "second factors asked for until he gives in";
    }

    private static void enter(Stage stage, Account account, Connection connection, long at, double chance) {
        if (stage.random().nextDouble() >= chance) {
            return;
        }
        stage.log().line(at + 8_000, account, connection, Act.LOGIN).write();
        if (account.equals(stage.account())) {
            stage.worker().task(account, connection, at + 30_000, 6);
        }
    }

    private static void fail(Stage stage, Account account, Connection connection, long at, FailureKind kind) {
        stage.log().line(at, account, connection, Act.LOGIN_FAILED).failed(kind).write();
    }
}

package io.auditsphere.app.local.bench;

import io.auditsphere.schemas.AuditEventBuilder;
import io.auditsphere.schemas.FailureKind;
import io.auditsphere.schemas.Outcome;
import java.util.Random;

/**
 * An attack on one account, act by act: passwords guessed from abroad until one fits; an intruder who makes himself at home and takes files;
 * or a site downloaded as a whole by its own user. Mutable, for one thread.
 */
final class BenchAttack {

    private static final int GUESSES = 25;
    private static final int TAKEN = 40;
    private static final int MASS = 150;

    private final BenchAccount account;
    private final boolean fromAbroad;
    private final String address;
    private final int guesses;
    private final int length;
    private int done;

    BenchAttack(BenchAccount account, Random random) {
        int kind = random.nextInt(3);
        this.account = account;
        this.fromAbroad = kind != 2;
        this.address = "193." + random.nextInt(250) + "." + random.nextInt(250) + ".66";
        this.guesses = kind == 0 ? GUESSES : 0;
        this.length = fromAbroad ? guesses + 2 + TAKEN : MASS;
    }

    boolean isOver() {
        return done == length;
    }

    AuditEventBuilder next(BenchLoad load, long timeMs) {
        int at = done++;
        if (!fromAbroad) {
            return load.act(account, BenchOperations.DOWNLOAD, timeMs)
                    .resourcePath("https://contoso.example/sites/team-" + account.site(0))
                    .resourceName("Archive " + at + ".pdf");
        }
        int operation = at <= guesses
                ? BenchOperations.LOGON
                : at == guesses + 1 ? BenchOperations.TAKE_OVER : BenchOperations.DOWNLOAD;
        AuditEventBuilder act =
                load.act(account, operation, timeMs).clientIp(address).country("RU");
        return at < guesses ? act.outcome(Outcome.FAILURE).failureKind(FailureKind.CREDENTIAL) : act;
    }
}

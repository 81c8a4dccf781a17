package io.auditsphere.app.generate;

/**
 * A few changes that open the door wider. Modelled on business-mail compromise (a rule that hides answers, forwarding
 * to an address outside), on consent phishing (an application with a name like a known one gets lasting access), and on
 * administrators' stolen sessions (a role granted, second factors and audit switched off, a secret added to an
 * application). Half come through the victim's own machine; the stealthy make a single change, in working hours.
 */
final class SensitiveAttacks {

    private static final String[] LOOK_ALIKES = {
        "Micros0ft Teams Sync", "G00gle Drive Backup", "Box Secure Share+", "Dropbx Connect"
    };

    private SensitiveAttacks() {}

    static String play(Stage stage) {
        return stage.person().role() == Role.IT_ADMIN
                ? takeOver(stage, stage.workTime(1))
                : openDoor(stage, stage.workTime(1));
    }

    private static Connection connection(Stage stage) {
        double kind = stage.random().nextDouble();
        return kind < 0.5 ? stage.own().work() : kind < 0.8 ? stage.nearby() : stage.abroad();
    }

    /** An administrator's session: roles, second factors, audit. */
    private static String takeOver(Stage stage, long startMs) {
        Act[] acts = switch (stage.stealth()) {
            case LOUD ->
                new Act[] {Act.ADD_USER, Act.ROLE_GRANT, Act.ROLE_GRANT, Act.MFA_OFF, Act.AUDIT_OFF, Act.APP_SECRET};
            case MODERATE -> new Act[] {Act.ADD_USER, Act.ROLE_GRANT, Act.MFA_OFF};
            case STEALTHY -> new Act[] {stage.random().nextBoolean() ? Act.ROLE_GRANT : Act.APP_SECRET};
        };
        write(stage, startMs, acts, "Global Administrator", stage.person().name() + "-adm@" + Names.OWN_DOMAIN);
        return "administrator's session";
    }

    /** Anybody's session: what he may change for himself. */
    static String openDoor(Stage stage, long startMs) {
        boolean mail = stage.has(Act.FORWARDING);
        boolean consent = !mail || stage.random().nextDouble() < 0.4;
        if (consent) {
            Act[] acts = switch (stage.stealth()) {
                case LOUD -> new Act[] {Act.APP_CONSENT, Act.MFA_OFF, Act.APP_CONSENT, Act.APP_SECRET};
                case MODERATE -> new Act[] {Act.APP_CONSENT, Act.MFA_OFF};
                case STEALTHY -> new Act[] {Act.APP_CONSENT};
            };
            write(stage, startMs, acts, null, Draws.pick(stage.random(), LOOK_ALIKES));
            return "consent to a look-alike application";
        }
        String outside = Names.outsider(stage.random(), Draws.pick(stage.random(), Names.PRIVATE_MAIL));
        Act rule = stage.has(Act.HIDING_RULE) ? Act.HIDING_RULE : Act.FORWARDING;
        Act[] acts = switch (stage.stealth()) {
            case LOUD -> new Act[] {rule, Act.FORWARDING, rule, Act.MFA_OFF};
            case MODERATE -> new Act[] {rule, Act.FORWARDING};
            case STEALTHY -> new Act[] {rule};
        };
        write(stage, startMs, acts, null, outside);
        return "mail rule and forwarding";
    }

    private static void write(Stage stage, long startMs, Act[] acts, String role, String target) {
        Connection connection = connection(stage);
        long at = startMs;
        for (Act act : acts) {
            stage.log()
                    .line(at, stage.account(), connection, act)
                    .on(null, target)
                    .target(target)
                    .attribute("role", act == Act.ROLE_GRANT ? role : null)
                    .write();
            at += 20_000
                    + (long) (stage.random().nextExponential() * stage.stealth().of(60_000, 300_000, 600_000));
        }
    }
}

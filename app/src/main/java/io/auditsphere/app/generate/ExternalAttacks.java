package io.auditsphere.app.generate;

/**
 * Access by, or to, the outside. Modelled on guests' accounts that are taken over and wander through whatever a tenant
 * shares too widely, on employees who share a team's files with a private address before they leave, and on links for
 * anybody that are made to carry files past every control.
 */
final class ExternalAttacks {

    private ExternalAttacks() {}

    static String play(Stage stage) {
        if (stage.person().isGuest()) {
            return stage.random().nextDouble() < 0.3
                    ? intrude(stage, stage.workTime(1))
                    : wander(stage, stage.workTime(2));
        }
        return stage.random().nextDouble() < 0.6
                ? shareAway(stage, stage.workTime(1))
                : publish(stage, stage.workTime(1));
    }

    /** A guest on sites that nobody meant him to see. */
    private static String wander(Stage stage, long startMs) {
        Connection connection = stage.random().nextBoolean() ? stage.own().work() : stage.abroad();
        long at = stage.worker().signIn(stage.account(), connection, startMs);
        int sites = stage.about(10, 5, 3);
        int files = stage.about(9, 6, 4);
        for (int i = 0; i < sites; i++) {
            Site site = stage.strangeSite();
            for (int k = 0; k < files; k++) {
                Act act = stage.random().nextDouble() < 0.4 ? Act.DOWNLOAD : Act.OPEN;
                stage.worker()
                        .act(
                                stage.account(),
                                connection,
                                at,
                                act,
                                site,
                                stage.random().nextInt(site.files()));
                at += 4_000 + (long) (stage.random().nextExponential() * 25_000);
            }
        }
        return "guest wanders";
    }

    /** A guest on the one site that only few of the organisation see. */
    private static String intrude(Stage stage, long startMs) {
        Site board = Sites.board(stage.account().provider());
        int files = stage.about(25, 8, 2);
        long at = startMs;
        for (int i = 0; i < files; i++) {
            Act act = stage.random().nextDouble() < 0.4 ? Act.DOWNLOAD : Act.OPEN;
            stage.worker()
                    .act(
                            stage.account(),
                            stage.own().work(),
                            at,
                            act,
                            board,
                            stage.random().nextInt(board.files()));
            at += 4_000 + (long) (stage.random().nextExponential() * 40_000);
        }
        return "guest where only few go";
    }

    static String shareAway(Stage stage, long startMs) {
        String mailbox = Names.outsider(stage.random(), Draws.pick(stage.random(), Names.PRIVATE_MAIL));
        Site site = stage.account().sites().get(0);
        int files = stage.about(24, 12, 5);
        long at = startMs;
        for (int i = 0; i < files; i++) {
            stage.log()
                    .line(at, stage.account(), stage.own().work(), Act.SHARE_OUTSIDE)
                    .on(site, Draws.zipf(stage.random(), site.files()))
                    .target(mailbox)
                    .write();
            at += 10_000
                    + (long) (stage.random().nextExponential() * stage.stealth().of(20_000, 60_000, 400_000));
        }
        return "shared with a private address";
    }

    private static String publish(Stage stage, long startMs) {
        Site site = stage.random().nextBoolean() ? stage.account().sites().get(0) : stage.strangeSite();
        int links = stage.about(18, 9, 4);
        long at = startMs;
        for (int i = 0; i < links; i++) {
            stage.log()
                    .line(at, stage.account(), stage.own().work(), Act.PUBLIC_LINK)
                    .on(site, Draws.zipf(stage.random(), site.files()))
                    .target("anyone")
                    .write();
            at += 10_000
                    + (long) (stage.random().nextExponential() * stage.stealth().of(15_000, 60_000, 300_000));
        }
        return "links for anybody";
    }
}

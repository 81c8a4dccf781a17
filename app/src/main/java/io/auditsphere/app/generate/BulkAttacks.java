package io.auditsphere.app.generate;

/**
 * Many files within minutes. Modelled on the theft of a team's files by somebody who is about to leave, on wipers, and
 * on ransomware that rewrites cloud files in place through a synchronising client (every file changed and renamed). The
 * stealthy forms stay near what a weekly export or a first synchronisation takes.
 */
final class BulkAttacks {

    private static final long MINUTE_MS = 60_000;

    private BulkAttacks() {}

    static String play(Stage stage) {
        return switch (stage.random().nextInt(4)) {
            case 0 -> delete(stage, stage.workTime(0.5));
            case 1 -> encrypt(stage, stage.workTime(0.5));
            default -> download(stage, stage.workTime(0.5));
        };
    }

    static String download(Stage stage, long startMs) {
        Site site = stage.random().nextDouble() < 0.6 ? stage.account().sites().get(0) : stage.strangeSite();
        int files = stage.about(350, 160, 75);
        long span = (8 + stage.random().nextInt(5)) * MINUTE_MS;
        stage.worker().sweep(stage.account(), stage.own().work(), startMs, span, Act.DOWNLOAD, site, files);
        return "mass download";
    }

    private static String delete(Stage stage, long startMs) {
        Site site = stage.account().sites().get(0);
        int files = stage.about(280, 130, 65);
        stage.worker().sweep(stage.account(), stage.own().work(), startMs, 10 * MINUTE_MS, Act.DELETE, site, files);
        if (stage.stealth() == Stealth.LOUD && stage.has(Act.PURGE)) {
            stage.worker()
                    .sweep(
                            stage.account(),
                            stage.own().work(),
                            startMs + 11 * MINUTE_MS,
                            4 * MINUTE_MS,
                            Act.PURGE,
                            site,
                            files / 2);
        }
        return "mass deletion";
    }

    private static String encrypt(Stage stage, long startMs) {
        Site site = stage.account().ownSite();
        int files = stage.about(260, 120, 60);
        for (int i = 0; i < files; i++) {
            long at = startMs + 10L * i * MINUTE_MS / files;
            stage.log()
                    .line(at, stage.account(), stage.own().work(), Act.EDIT)
                    .on(site, i)
                    .write();
            stage.log()
                    .line(at + 900, stage.account(), stage.own().work(), Act.RENAME)
                    .on(site.path(), site.file(i) + ".qzlocked")
                    .write();
        }
        return "encryption in place";
    }
}

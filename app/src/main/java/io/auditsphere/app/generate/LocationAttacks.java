package io.auditsphere.app.generate;

import io.auditsphere.schemas.FailureKind;

/**
 * A stolen session or password used from elsewhere. Modelled on adversary-in-the-middle phishing (the session is
 * replayed from rented servers while the victim goes on working, which makes impossible travel and a new device), on
 * guessed passwords that succeed after some failures, and, for the stealthy, on proxies in the victim's own city, where
 * only the network and the device are new.
 */
final class LocationAttacks {

    private LocationAttacks() {}

    static String play(Stage stage) {
        return enter(stage, stage.workTime(1.0), stage.stealth() == Stealth.STEALTHY);
    }

    static String enter(Stage stage, long startMs, boolean nearby) {
        Connection connection = nearby ? stage.nearby() : stage.abroad();
        boolean guessed = stage.random().nextDouble() < 0.35;
        long at = startMs;
        if (guessed) {
            int failures = 2 + stage.random().nextInt(5);
            at = stage.worker().fail(stage.account(), connection, at, failures, FailureKind.CREDENTIAL);
        }
        stage.log().line(at, stage.account(), connection, Act.LOGIN).write();
        at += 15_000;
        if (stage.random().nextDouble() < 0.3 && stage.has(Act.DEVICE_ADDED)) {
            stage.log()
                    .line(at, stage.account(), connection, Act.DEVICE_ADDED)
                    .on(null, connection.device())
                    .write();
            at += 20_000;
        }
        int acts = stage.about(45, 22, 12);
        int done = 0;
        while (done < acts) {
            int task = Math.min(acts - done, 4 + stage.random().nextInt(8));
            at = stage.worker().task(stage.account(), connection, at, task);
            done += task;
        }
        return nearby ? "proxy in the victim's city" : guessed ? "guessed password from abroad" : "session from abroad";
    }
}

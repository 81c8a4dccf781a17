package io.auditsphere.app.generate;

/**
 * Somebody works with the victim's account while the victim sleeps. Modelled on intrusions that are run by hand through
 * remote-control software on the victim's own machine, of which incident responders report that most hands-on activity
 * falls outside the victim's hours; network and device are his own, so that the hour alone gives it away. The stealthy
 * form keeps to the fringe of his day.
 */
final class TimingAttacks {

    private TimingAttacks() {}

    static String play(Stage stage) {
        boolean fringe = stage.stealth() == Stealth.STEALTHY;
        double hour = fringe
                ? stage.person().startHour() - 3.2 + 0.6 * stage.random().nextDouble()
                : stage.person().startHour() - 8.0 + 3.0 * stage.random().nextDouble();
        long start = stage.day().at(hour);
        int acts = stage.about(70, 32, 14);
        Connection connection = stage.own().evening();
        long at = start;
        if (stage.random().nextDouble() < 0.5) {
            at = stage.worker().signIn(stage.account(), connection, at);
        }
        int done = 0;
        while (done < acts) {
            int task = Math.min(acts - done, 3 + stage.random().nextInt(8));
            at = stage.worker().task(stage.account(), connection, at, task);
            at += (long) (stage.random().nextExponential() * 240_000);
            done += task;
        }
        return fringe ? "before the day begins" : "while the victim sleeps";
    }
}

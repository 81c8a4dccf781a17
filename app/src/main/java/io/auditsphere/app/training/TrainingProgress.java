package io.auditsphere.app.training;

/** Is told how far a training is. Called often, by the thread that trains. */
@FunctionalInterface
public interface TrainingProgress {

    /** What a training is doing. */
    enum Phase {
        /** Reading and replaying the history, counted in events. */
        REPLAY,
        /** Fitting and calibrating; not counted. */
        FIT,
        /** Done, whatever the outcome. */
        DONE
    }

    /**
     * Some more is done.
     *
     * @param provider whose model is in the making
     * @param phase what is being done
     * @param done how much of it is
     * @param total how much there is; 0 where that is not known
     */
    void at(String provider, Phase phase, long done, long total);

    /** Tells nobody. */
    static TrainingProgress silent() {
        return (provider, phase, done, total) -> {};
    }
}

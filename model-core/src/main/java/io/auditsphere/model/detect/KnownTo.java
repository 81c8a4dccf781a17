package io.auditsphere.model.detect;

/**
 * That detectors have nothing left to learn of a user, as long as it is the same day of his and the same kind of account.
 * One object for all users of whom it holds ({@link DetectorSet}). Immutable.
 *
 * @param detectors those that were asked
 * @param circumstances the caller's number for day and kind
 */
public record KnownTo(DetectorSet detectors, int circumstances) {}

package io.auditsphere.schemas;

/**
 * A detector that does not judge a user by his own baseline yet.
 *
 * @param detector the detector's name; {@code forest} for the Isolation Forest
 * @param state what it holds him against meanwhile
 * @param daysLeft days until it has what it needs, if he goes on as he does; at least 1
 */
public record DetectorLearning(String detector, LearningState state, int daysLeft) {}

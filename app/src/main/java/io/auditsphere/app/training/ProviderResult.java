package io.auditsphere.app.training;

import java.util.UUID;

/**
 * What came of training one provider.
 *
 * @param provider the provider
 * @param outcome what came of it
 * @param message the same in words
 * @param events how many events of history there were
 * @param version the model now in force because of it; null if the outcome is another than trained
 * @param metrics what was measured; null if no model was fitted
 */
public record ProviderResult(
        String provider, TrainingOutcome outcome, String message, long events, UUID version, TrainingMetrics metrics) {

    /** One line for people. */
    @Override
    public String toString() {
        return provider + ": " + outcome.wireName().replace('_', ' ') + ", " + message;
    }
}

package io.auditsphere.app.training;

import java.util.List;

/**
 * What came of training some providers.
 *
 * @param results one for each provider, in the order in which they were trained
 */
public record TrainingReport(List<ProviderResult> results) {

    public TrainingReport {
        results = List.copyOf(results);
    }

    /** Whether every provider has a new model. */
    public boolean allTrained() {
        return results.stream().allMatch(result -> result.outcome().isTrained());
    }

    /** Whether something broke, as opposed to a provider that has too little history or a model that was refused. */
    public boolean anyFailed() {
        return results.stream().anyMatch(result -> result.outcome() == TrainingOutcome.FAILED);
    }
}

package io.auditsphere.app.training;

import io.auditsphere.model.snapshot.ModelSnapshot;

/**
 * A model that was fitted and has yet to pass the gates.
 *
 * @param snapshot the model
 * @param report what was measured of it
 * @param newest the newest tenth of what it was fitted on, for the gates
 */
public record TrainedModel(ModelSnapshot snapshot, TrainingMetrics report, NewestRows newest) {}

/**
 * Training: a provider's history is replayed through the same features as the stream's, a forest is fitted on it, its
 * thresholds are calibrated, and gates decide whether it may take over. {@link io.auditsphere.app.training.ModelTrainer}
 * knows no database and no Kafka; {@link io.auditsphere.app.training.TrainingJob} brings it together with both.
 */
package io.auditsphere.app.training;

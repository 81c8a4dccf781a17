package io.auditsphere.app.scoring;

import io.auditsphere.app.ingest.IngestSettings;
import io.auditsphere.app.topology.EmitPolicy;
import io.auditsphere.app.training.TrainingSettings;
import io.auditsphere.model.features.FeatureSettings;
import io.auditsphere.model.scoring.DetectorsInForce;
import io.auditsphere.model.scoring.ScoringSettings;
import java.time.Duration;

/**
 * The settings of the parts that an offline run shares with the stream.
 *
 * @param detectors what judges beside the forest, and what is muted of it
 * @param dedupRetention how long an id is remembered in event time; zero turns duplicate detection off
 */
public record ScoreSettings(
        FeatureSettings features,
        IngestSettings ingest,
        ScoringSettings scoring,
        TrainingSettings training,
        Duration dedupRetention,
        EmitPolicy emit,
        DetectorsInForce detectors) {

    /** The same with these detectors and rules in force. */
    public ScoreSettings with(DetectorsInForce inForce) {
        return new ScoreSettings(features, ingest, scoring, training, dedupRetention, emit, inForce);
    }
}

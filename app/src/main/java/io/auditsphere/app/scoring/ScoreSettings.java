package io.auditsphere.app.scoring;

import io.auditsphere.app.ingest.IngestSettings;
import io.auditsphere.app.topology.EmitPolicy;
import io.auditsphere.app.training.TrainingSettings;
import io.auditsphere.model.features.FeatureSettings;
import io.auditsphere.model.scoring.ScoringSettings;
import java.time.Duration;

/**
 * The settings of the parts that an offline run shares with the stream.
 *
 * @param dedupRetention how long an id is remembered in event time; zero turns duplicate detection off
 */
public record ScoreSettings(
        FeatureSettings features,
        IngestSettings ingest,
        ScoringSettings scoring,
        TrainingSettings training,
        Duration dedupRetention,
        EmitPolicy emit) {}

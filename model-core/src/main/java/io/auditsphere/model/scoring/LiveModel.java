package io.auditsphere.model.scoring;

import io.auditsphere.model.explain.Ablation;
import io.auditsphere.model.explain.TreeShap;
import io.auditsphere.model.features.AuditFeatures;
import io.auditsphere.model.features.OrganisationTables;
import io.auditsphere.model.forest.ForestScorer;
import io.auditsphere.model.snapshot.ModelSnapshot;
import io.auditsphere.model.threshold.Confidence;
import io.auditsphere.model.threshold.FeatureQuantiles;
import io.auditsphere.model.threshold.PopulationThresholds;
import io.auditsphere.schemas.ModelReference;
import java.util.Arrays;

/** A snapshot made ready to score: its tables decoded, its explanations prepared. Immutable and thread-safe. */
public final class LiveModel {

    private final ModelSnapshot snapshot;
    private final OrganisationTables tables;
    private final ModelReference people;
    private final ModelReference services;
    private final ForestScorer scorer;
    private final TreeShap treeShap;
    private final Ablation ablation;
    private final Confidence confidence;

    private LiveModel(ModelSnapshot snapshot) {
        this.snapshot = snapshot;
        this.tables = OrganisationTables.decode(snapshot.organisationTables());
        this.people = reference(snapshot, snapshot.people());
        this.services = reference(snapshot, snapshot.services());
        this.scorer = ForestScorer.of(snapshot.forest());
        this.treeShap = new TreeShap(snapshot.forest());
        // The same tables: a second copy of a megabyte would push the first out of the processor's cache.
        this.ablation = new Ablation(scorer);
        this.confidence = new Confidence(snapshot.forest());
    }

    /**
     * Makes a snapshot ready.
     *
     * @throws IllegalArgumentException if it was trained on other features than these
     * @throws io.auditsphere.model.features.StateFormatException if its organisation's tables are damaged
     */
    public static LiveModel of(ModelSnapshot snapshot) {
        if (!Arrays.equals(snapshot.schemaHash(), AuditFeatures.SCHEMA.hash())
                || snapshot.forest().width() != AuditFeatures.WIDTH) {
            throw new IllegalArgumentException("Model " + snapshot.version() + " of provider " + snapshot.provider()
                    + " was trained on other features than this release computes: train again with this release");
        }
        return new LiveModel(snapshot);
    }

    private static ModelReference reference(ModelSnapshot snapshot, PopulationThresholds thresholds) {
        return new ModelReference(
                snapshot.version().toString(), snapshot.trainedAt(), thresholds.anomaly(), thresholds.alert());
    }

    /** What results name as their model: version and thresholds of people, or of service accounts. */
    public ModelReference reference(boolean service) {
        return service ? services : people;
    }

    /** The tables of the organisation that its split values were computed with. */
    public OrganisationTables tables() {
        return tables;
    }

    /** The snapshot that it was made from. */
    public ModelSnapshot snapshot() {
        return snapshot;
    }

    ForestScorer scorer() {
        return scorer;
    }

    int trees() {
        return snapshot.forest().trees();
    }

    int sampleSize() {
        return snapshot.forest().sampleSize();
    }

    PopulationThresholds thresholds(boolean service) {
        return service ? snapshot.services() : snapshot.people();
    }

    FeatureQuantiles shownQuantiles() {
        return snapshot.shownQuantiles();
    }

    float[] splitMedians() {
        return snapshot.splitMedians();
    }

    TreeShap treeShap() {
        return treeShap;
    }

    Ablation ablation() {
        return ablation;
    }

    Confidence confidence() {
        return confidence;
    }
}

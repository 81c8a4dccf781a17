package io.auditsphere.model.features;

/** Single features of an observation, for tests that are about one. */
final class FeatureValues {

    /** Of an organisation that nothing is known of. */
    static final OrganisationTables NO_TABLES = OrganisationTables.empty();

    private FeatureValues() {}

    /** A feature as results show it. */
    static float shown(Observation observation, int feature) {
        return shown(observation, NO_TABLES, feature);
    }

    static float shown(Observation observation, OrganisationTables tables, int feature) {
        float[] row = new float[AuditFeatures.WIDTH];
        AuditFeatures.shown(observation, tables, row, 0);
        return row[feature];
    }

    /** A feature as the forest splits it. */
    static float split(Observation observation, int feature) {
        return split(observation, NO_TABLES, feature);
    }

    static float split(Observation observation, OrganisationTables tables, int feature) {
        float[] row = new float[AuditFeatures.WIDTH];
        AuditFeatures.split(observation, tables, row, 0);
        return row[feature];
    }
}

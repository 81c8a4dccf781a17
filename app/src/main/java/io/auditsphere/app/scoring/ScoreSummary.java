package io.auditsphere.app.scoring;

import io.auditsphere.app.report.InputReport;
import java.util.ArrayList;
import java.util.List;

/** What came of a run, counted while it goes on. For one thread. */
public final class ScoreSummary {

    private final InputReport report = new InputReport();
    private final List<String> notTrained = new ArrayList<>();
    private long taught;
    private long results;
    private long anomalies;
    private long alerts;
    private long late;
    private long duplicates;
    private long withoutModel;

    void countTaught() {
        taught++;
    }

    void countDuplicate() {
        duplicates++;
        report.addDuplicate();
    }

    void countResult(boolean anomaly, boolean alert, boolean isLate, boolean hasModel) {
        results++;
        anomalies += anomaly ? 1 : 0;
        alerts += alert ? 1 : 0;
        late += isLate ? 1 : 0;
        withoutModel += hasModel ? 0 : 1;
    }

    void notTrained(String reason) {
        notTrained.add(reason);
    }

    /** Events read from all files: those that taught, those scored and those that came twice. */
    public long events() {
        return taught + results + duplicates;
    }

    /** Events that taught state and gave no result. */
    public long taught() {
        return taught;
    }

    /** Events scored. */
    public long results() {
        return results;
    }

    /** Results that are anomalies. */
    public long anomalies() {
        return anomalies;
    }

    /** Results that are alerts. */
    public long alerts() {
        return alerts;
    }

    /** Results marked late. */
    public long late() {
        return late;
    }

    /** Events dropped because their id had been seen. */
    public long duplicates() {
        return duplicates;
    }

    /** Results of a provider without a model. */
    public long withoutModel() {
        return withoutModel;
    }

    /** What the logs held, and what could not be read. */
    public InputReport report() {
        return report;
    }

    /** Why providers have no model although they were to be trained; empty if all have. */
    public List<String> notTrained() {
        return List.copyOf(notTrained);
    }

    /** The summary in one line. */
    @Override
    public String toString() {
        return events() + " events read, " + taught + " taught, " + results + " results, " + anomalies + " anomalies, "
                + alerts + " alerts, "
                + duplicates + " duplicates, " + late + " late, "
                + (withoutModel == 0 ? "" : withoutModel + " without a model, ")
                + report.rejected() + " rejected";
    }
}

package io.auditsphere.app.training;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SegmentedStringWriter;
import com.fasterxml.jackson.core.util.BufferRecycler;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What was measured while a model was made.
 *
 * @param events events replayed
 * @param accounts accounts seen in them
 * @param people accounts that are no service accounts
 * @param peopleRows rows of people that the thresholds were calibrated on
 * @param serviceRows rows of service accounts, likewise
 * @param sampledOneIn how many (user, day) pairs of the history stand behind each that was kept; 1 if all were
 * @param learningIncluded whether users' learning periods had to be used, since there was nothing else
 * @param budgetPerDay findings a day that the provider was allotted
 * @param detectorsPerDay alerts a day that the detectors would have made of the history
 * @param openingsPerDay findings a day that the forest would have opened
 * @param flaggedNewest share of the newest tenth at or over the anomaly threshold, 0..1
 * @param separation share of made-up strange rows that the model scores higher than 99 of 100 ordinary ones, 0..1
 * @param heldBack expected rates against those of held-back history; null where the history was too short
 * @param fitMillis wall-clock time of fit and calibration, milliseconds
 */
public record TrainingMetrics(
        long events,
        long accounts,
        long people,
        int peopleRows,
        int serviceRows,
        long sampledOneIn,
        boolean learningIncluded,
        double budgetPerDay,
        double detectorsPerDay,
        double openingsPerDay,
        double flaggedNewest,
        double separation,
        HeldBackRates heldBack,
        long fitMillis) {

    private static final JsonFactory JSON = new JsonFactory();

    /** The same as a JSON object. */
    public String toJson() {
        try (SegmentedStringWriter text = new SegmentedStringWriter(new BufferRecycler());
                JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("events", events);
            json.writeNumberField("accounts", accounts);
            json.writeNumberField("people", people);
            json.writeNumberField("people_rows", peopleRows);
            json.writeNumberField("service_rows", serviceRows);
            json.writeNumberField("sampled_one_in", sampledOneIn);
            json.writeBooleanField("learning_included", learningIncluded);
            json.writeNumberField("budget_per_day", budgetPerDay);
            json.writeNumberField("detectors_per_day", detectorsPerDay);
            json.writeNumberField("openings_per_day", openingsPerDay);
            json.writeNumberField("flagged_newest", flaggedNewest);
            json.writeNumberField("separation", separation);
            writeHeldBack(json);
            json.writeNumberField("fit_millis", fitMillis);
            json.writeEndObject();
            json.flush();
            return text.getAndClear();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
    }

    private void writeHeldBack(JsonGenerator json) throws IOException {
        if (heldBack == null) {
            return;
        }
        json.writeObjectFieldStart("held_back");
        json.writeNumberField("rows", heldBack.rows());
        json.writeNumberField("days", heldBack.days());
        json.writeNumberField("expected_anomaly_share", heldBack.expectedAnomalyShare());
        json.writeNumberField("anomaly_share", heldBack.anomalyShare());
        json.writeNumberField("expected_alert_share", heldBack.expectedAlertShare());
        json.writeNumberField("alert_share", heldBack.alertShare());
        json.writeNumberField("expected_openings_per_day", heldBack.expectedOpeningsPerDay());
        json.writeNumberField("openings_per_day", heldBack.openingsPerDay());
        json.writeEndObject();
    }
}

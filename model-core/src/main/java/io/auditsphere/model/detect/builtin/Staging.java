package io.auditsphere.model.detect.builtin;

import io.auditsphere.model.detect.DetectorInput;
import io.auditsphere.model.detect.Signal;
import io.auditsphere.model.features.AuditFeatures;
import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.Severity;

/** Many downloads, and then something given to an outsider or taken to a place of one's own. */
final class Staging {

    private Staging() {}

    /**
     * What an event that gives something away says after many downloads; null if nothing.
     *
     * @param minutes since many downloads; -1 if there were none within the hour
     */
    static Signal judge(DetectorInput input, long minutes) {
        AuditEvent event = input.event();
        boolean upload = PersonalPlaces.isUpload(event.operation());
        boolean outside = input.shown(AuditFeatures.IS_EXTERNAL) == 1;
        if (minutes < 0 || !(upload || outside) || input.observation().learning()) {
            return null;
        }
        String what = upload
                ? "Taken to a place of his own (" + Phrase.name(event.operation(), "an upload") + ") "
                : PersonalPlaces.isOwnAddress(event)
                        ? "Shared with what looks like his own private address, "
                                + Phrase.name(event.target(), "unnamed") + ", "
                        : "Shared with somebody outside ";
        return new Signal(
                BulkDetector.NAME,
                AnomalyType.BULK_OPERATION,
                Severity.HIGH,
                0.85,
                what + minutes + " minutes after many downloads; staging looks like this");
    }
}

package io.auditsphere.model.scoring;

import io.auditsphere.schemas.Anomaly;
import io.auditsphere.schemas.Finding;
import io.auditsphere.schemas.ResponseAction;
import java.util.List;

/**
 * All that follows from one event.
 *
 * @param anomaly the result
 * @param findings findings that opened, rose, grew or closed with it, in order; mostly none
 * @param responses what is to be done about them; mostly none
 */
public record ScoredEvent(Anomaly anomaly, List<Finding> findings, List<ResponseAction> responses) {}

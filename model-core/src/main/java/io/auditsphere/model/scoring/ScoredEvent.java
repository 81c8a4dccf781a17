package io.auditsphere.model.scoring;

import io.auditsphere.model.detect.source.SignInAttempt;
import io.auditsphere.schemas.Anomaly;
import io.auditsphere.schemas.Finding;
import java.util.List;

/**
 * All that follows from one event.
 *
 * @param anomaly the result
 * @param findings findings that opened, rose, grew or closed with it, in order; mostly none
 * @param attempt the sign-in that the task of its source has to hear of; mostly null
 */
public record ScoredEvent(Anomaly anomaly, List<Finding> findings, SignInAttempt attempt) {}

package io.auditsphere.app.detectors;

import io.auditsphere.model.detect.DetectorFailureListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log which detector fails, with what and where, in one line: its author needs the place, and the metrics
 * count the rest. Messages may repeat what an event's author wrote, so they are cut and cleaned. Thread-safe.
 */
public final class DetectorFailureLog implements DetectorFailureListener {

    private static final Logger LOG = LoggerFactory.getLogger(DetectorFailureLog.class);
    private static final int MAX_MESSAGE = 200;
    private static final int MAX_FRAMES = 3;

    @Override
    public void failed(String detector, Throwable failure, String consequence) {
        LOG.warn(
                "Detector {} failed, {}: {}{}; scoring goes on. See auditsphere_detector_failures",
                detector,
                consequence,
                described(failure),
                frames(failure));
    }

    private static String described(Throwable failure) {
        String message = failure.getMessage();
        if (message == null) {
            return failure.getClass().getName();
        }
        String cut = message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE) + "…";
        return failure.getClass().getName() + " (" + cut.replaceAll("[^\\p{Graph} …]", "?") + ")";
    }

    private static String frames(Throwable failure) {
        StringBuilder text = new StringBuilder();
        StackTraceElement[] frames = failure.getStackTrace();
        for (int i = 0; i < Math.min(MAX_FRAMES, frames.length); i++) {
            text.append(i == 0 ? " at " : " < ").append(frames[i]);
        }
        return text.toString();
    }
}

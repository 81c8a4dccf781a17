package io.auditsphere.model.detect;

import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.Severity;
import java.util.List;
import java.util.Objects;

/**
 * What a detector says about one event. Immutable; sizes are bounded here, because texts and ids repeat what an event's
 * author wrote.
 *
 * @param detector the name of the detector that speaks
 * @param anomalyType what kind of anomaly it sees
 * @param severity how bad it is
 * @param score how sure the detector is, 0..1
 * @param text one sentence with actual and typical values, not blank; cut to {@link #MAX_TEXT} characters
 * @param evidence ids of the events that it rests on beside the present one, earliest first; the first
 *     {@link #MAX_EVIDENCE} are kept
 */
public record Signal(
        String detector, AnomalyType anomalyType, Severity severity, double score, String text, List<String> evidence) {

    /** Characters of a signal's text that are kept. */
    public static final int MAX_TEXT = 400;

    /** Ids of earlier events that a signal may bring. */
    public static final int MAX_EVIDENCE = 19;

    public Signal {
        Objects.requireNonNull(detector, "detector");
        Objects.requireNonNull(anomalyType, "anomalyType");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(text, "text");
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException(
                    "The score of a signal of detector " + detector + " must be in 0..1, not " + score);
        }
        if (text.isBlank()) {
            throw new IllegalArgumentException("A signal of detector " + detector + " must say why in its text");
        }
        text = cut(text, MAX_TEXT);
        evidence =
                evidence.size() > MAX_EVIDENCE ? List.copyOf(evidence.subList(0, MAX_EVIDENCE)) : List.copyOf(evidence);
    }

    /** A signal that rests on the present event alone. */
    public Signal(String detector, AnomalyType anomalyType, Severity severity, double score, String text) {
        this(detector, anomalyType, severity, score, text, List.of());
    }

    /** The text's first {@code limit} characters, never ending in half of a surrogate pair. */
    static String cut(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit;
        return text.substring(0, end);
    }
}

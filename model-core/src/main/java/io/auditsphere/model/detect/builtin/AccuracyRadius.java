package io.auditsphere.model.detect.builtin;

import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.EventAttributes;

/** How far from where an address is said to be its user may be. */
final class AccuracyRadius {

    private static final int MOST_DIGITS = 4;

    private AccuracyRadius() {}

    /** What the database says of the event's address, in km; {@code otherwise} where it says nothing that can be read. */
    static int of(AuditEvent event, int otherwise) {
        String radius = event.attributes().get(EventAttributes.ACCURACY_RADIUS);
        if (radius == null || radius.isEmpty() || radius.length() > MOST_DIGITS) {
            return otherwise;
        }
        int kilometres = 0;
        for (int i = 0; i < radius.length(); i++) {
            int digit = radius.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return otherwise;
            }
            kilometres = kilometres * 10 + digit;
        }
        return kilometres;
    }
}

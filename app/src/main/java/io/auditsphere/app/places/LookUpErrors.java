package io.auditsphere.app.places;

import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts look-ups that a damaged database answered with an exception; the first is logged. Thread-safe. */
final class LookUpErrors {

    private static final Logger LOG = LoggerFactory.getLogger(LookUpErrors.class);

    private final LongAdder count = new LongAdder();

    void add(PlaceDatabase.Use use, Exception e) {
        if (count.sum() == 0) {
            LOG.warn("{}: a look-up failed, and the address has no place: {}", use.key, e.toString());
        }
        count.increment();
    }

    long count() {
        return count.sum();
    }
}

package io.auditsphere.app.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another thread or process brings about. */
public final class Until {

    /** Ten times what the slowest of them takes on two quiet cores: a condition that holds costs no waiting. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private Until() {}

    /** Returns when the condition holds; fails in these words if it does not within two minutes. */
    public static void holds(String what, BooleanSupplier condition) {
        holds(what, LIMIT, condition);
    }

    /** The same for what may take longer. */
    public static void holds(String what, Duration atMost, BooleanSupplier condition) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("after " + atMost.toSeconds() + " s it still does not hold that " + what);
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }
}

package dev.parley.it.soak;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for a server to come to rest. */
final class Settling {

    private static final long PROBE_MILLIS = 250;

    private Settling() {}

    /** Whether a condition comes true in time. */
    static boolean comes(Duration time, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(PROBE_MILLIS);
        }
        return true;
    }

    /** Returns when a condition holds; fails when it does not in time. */
    static void within(Duration time, String what, BooleanSupplier condition) throws InterruptedException {
        if (!comes(time, condition)) {
            throw new AssertionError("not in " + time + ": " + what);
        }
    }
}

package dev.parley.it;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what must come. Patient, because the machine may be busy; nobody waits longer than it takes. */
final class Waiting {

    /** After this nothing will come any more. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final long PROBE_MILLIS = 20;

    private Waiting() {}

    /** The next element. */
    static <T> T forNext(BlockingQueue<T> queue) {
        try {
            T next = queue.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (next == null) {
                throw new AssertionError("nothing came in " + PATIENCE + "; " + ThreadDumps.ofServers());
            }
            return next;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Returns when a condition holds that no queue tells of. */
    static void until(String what, BooleanSupplier condition) {
        until(what, PATIENCE, condition);
    }

    /** As {@link #until(String, BooleanSupplier)}, with a patience of its own. */
    static void until(String what, Duration patience, BooleanSupplier condition) {
        until(() -> what, patience, condition);
    }

    /** As {@link #until(String, Duration, BooleanSupplier)}; what has not come is told by then. */
    static void until(Supplier<String> what, Duration patience, BooleanSupplier condition) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not in " + patience + ": " + what.get() + "; " + ThreadDumps.ofServers());
            }
            try {
                TimeUnit.MILLISECONDS.sleep(PROBE_MILLIS);
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }
    }

    private static AssertionError interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new AssertionError(cause);
    }
}

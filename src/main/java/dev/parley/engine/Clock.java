package dev.parley.engine;

/** A monotonic clock. It has no relation to the time of day and no step of the wall clock moves it. */
@FunctionalInterface
public interface Clock {

    /** Nanoseconds since some fixed but arbitrary moment; compare by difference only. */
    long nanos();

    /** The machine's monotonic clock. */
    static Clock monotonic() {
        return System::nanoTime;
    }
}

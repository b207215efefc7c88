package dev.parley.engine;

/** A monotonic clock. It is independent of the time of day, and changes of the wall clock do not affect it. */
@FunctionalInterface
public interface MonotonicClock {

    /** Nanoseconds since a fixed but arbitrary moment; only differences between two values are meaningful. */
    long nanos();

    /** The machine's monotonic clock. */
    static MonotonicClock monotonic() {
        return System::nanoTime;
    }
}

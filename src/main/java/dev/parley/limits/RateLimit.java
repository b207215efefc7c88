package dev.parley.limits;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * So many events in a window of time for each key, such as a user or an address, by token buckets: a key may use its
 * whole allowance at once, and then gets one event back in each {@code window / maxEvents}.
 *
 * <p>The buckets refill evenly and not once per window. All clients that were refused would come back at the start of a
 * new window, and one that spent its allowance late would have a second one at once; an even refill has no such edge,
 * and the time to wait is short.
 *
 * <p>Memory is bounded: at most {@code maxTrackedKeys} keys are remembered, the frequent ones in preference to those
 * seen once. A key that has been quiet for a window is forgotten, which costs nothing, since its bucket is full again.
 *
 * <p>Thread-safe. No caller waits for a lock when its key is known, and nothing runs on another thread.
 */
public final class RateLimit {

    private final String name;
    private final Duration window;
    private final LoadingCache<String, Allowance> allowances;

    /**
     * @param name what is limited, for logs and messages
     * @param maxEvents how many events are allowed in a window; at least 1, at most one a nanosecond
     * @param window the window; at least a millisecond, at most a year
     * @param maxTrackedKeys how many keys are remembered at most; at least 1
     * @param nanoClock monotonic time in nanoseconds, such as {@link System#nanoTime}
     * @throws IllegalArgumentException if a value is out of its range
     */
    public RateLimit(String name, long maxEvents, Duration window, long maxTrackedKeys, LongSupplier nanoClock) {
        requireInRange(maxEvents, window, maxTrackedKeys);
        this.name = name;
        this.window = window;
        Bandwidth bandwidth = Bandwidth.builder()
                .capacity(maxEvents)
                .refillGreedy(maxEvents, window)
                .build();
        TimeMeter clock = new MonotonicTimeMeter(nanoClock);
        this.allowances = Caffeine.newBuilder()
                .maximumSize(maxTrackedKeys)
                .expireAfterAccess(window)
                .ticker(nanoClock::getAsLong)
                // The cache tidies up in passing, on the caller's thread: a pool's would hold on to the application.
                .executor(Runnable::run)
                .build(key -> new Allowance(bandwidth, clock));
    }

    private static void requireInRange(long maxEvents, Duration window, long maxTrackedKeys) {
        if (window.compareTo(Duration.ofMillis(1)) < 0 || window.compareTo(Duration.ofDays(365)) > 0) {
            throw new IllegalArgumentException("A window is from a millisecond to a year, not " + window);
        }
        if (maxEvents < 1 || maxEvents > window.toNanos()) {
            throw new IllegalArgumentException(
                    "The events of a window are from 1 to one a nanosecond, not " + maxEvents);
        }
        if (maxTrackedKeys < 1) {
            throw new IllegalArgumentException("At least one key is tracked, not " + maxTrackedKeys);
        }
    }

    /** What is limited. */
    public String name() {
        return name;
    }

    /** The window. */
    public Duration window() {
        return window;
    }

    /**
     * Counts one event of {@code key}, if it is allowed; a refused event uses nothing up.
     *
     * @param key the user or address; the caller bounds its length
     */
    public Decision tryAcquire(String key) {
        return allowances.get(key).tryAcquire();
    }

    /** How many keys are remembered now, forgotten ones swept out before; for meters, not for hot paths. */
    public long trackedKeys() {
        allowances.cleanUp();
        return allowances.estimatedSize();
    }

    /** The clock as Bucket4j wants it. */
    private record MonotonicTimeMeter(LongSupplier nanoClock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return nanoClock.getAsLong();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}

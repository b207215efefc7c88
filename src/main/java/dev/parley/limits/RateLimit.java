package dev.parley.limits;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Limits the number of events in a time window for each key, such as a user or an address. It uses token buckets: a key
 * may use all its tokens at once, and then gets one token back in each {@code window / maxEvents}.
 *
 * <p>The buckets refill evenly and not once per window. With a refill once per window, all refused clients would come
 * back at the start of a new window, and a client that used its tokens late in a window would get new ones at once. An
 * even refill avoids both, and the waiting time is short.
 *
 * <p>Memory is bounded: at most {@code maxTrackedKeys} keys are remembered, and frequent keys are preferred to keys
 * that were seen once. A key without events during a window is forgotten. This changes nothing, because its bucket is
 * full again.
 *
 * <p>Thread-safe. No caller waits for a lock when its key is known, and nothing runs on another thread.
 */
public final class RateLimit {

    private final String name;
    private final Duration window;
    private final LoadingCache<String, TokenBucket> allowances;

    /**
     * A limit whose buckets are all full.
     *
     * @param name what is limited, for logs and messages
     * @param maxEvents how many events are allowed in a window; at least 1, at most one per nanosecond
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
                // The cache cleans up on the caller's thread, because a thread of a pool would keep a reference to the
                // application.
                .executor(Runnable::run)
                .build(key -> new TokenBucket(bandwidth, clock));
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
     * Counts one event of {@code key} if the event is allowed. A refused event uses no token.
     *
     * @param key the user or address; the caller bounds its length
     */
    public RateLimitDecision tryAcquire(String key) {
        return allowances.get(key).tryAcquire();
    }

    /**
     * The number of keys that are remembered now. Expired keys are removed first, so this is for metrics and not for
     * hot paths.
     */
    public long trackedKeys() {
        allowances.cleanUp();
        return allowances.estimatedSize();
    }

    /** The clock in the form that Bucket4j needs. */
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

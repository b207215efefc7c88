package dev.parley.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Values that are worth keeping for a while, each for a time of its own. The sum of their weights is bounded; when it is
 * reached, values that were asked for once go before those that are asked for often.
 *
 * <p>Thread-safe. No caller waits for a lock when its key is known, and nothing runs on another thread.
 *
 * @param <K> the keys; immutable
 * @param <V> the values
 */
public final class ExpiringCache<K, V> {

    private record Entry<V>(V value, int weight, long stays) {}

    private final Cache<K, Entry<V>> entries;

    /**
     * An empty cache.
     *
     * @param maxWeight of all values together; 0 for a cache that keeps nothing
     * @param nanoClock monotonic time in nanoseconds, such as {@link System#nanoTime}
     */
    public ExpiringCache(long maxWeight, LongSupplier nanoClock) {
        this.entries = Caffeine.newBuilder()
                .maximumWeight(maxWeight)
                .weigher((K key, Entry<V> entry) -> entry.weight())
                .expireAfter(new OwnTime<K, V>())
                .ticker(nanoClock::getAsLong)
                // The cache cleans up on the caller's thread, because a thread of a pool would keep a reference to the
                // application.
                .executor(Runnable::run)
                .build();
    }

    /** The value of a key; empty if it is not kept, or not any longer. */
    public Optional<V> get(K key) {
        return Optional.ofNullable(entries.getIfPresent(key)).map(Entry::value);
    }

    /**
     * Keeps a value, instead of one that the key had.
     *
     * @param weight at least 1; a value that weighs more than the bound is not kept
     * @param stays how long it is kept at most; not negative
     */
    public void put(K key, V value, int weight, Duration stays) {
        entries.put(key, new Entry<>(value, weight, stays.toNanos()));
    }

    /** Forgets the value of a key, if it has one. */
    public void remove(K key) {
        entries.invalidate(key);
    }

    /** How many values are held. Some of them may have expired a second ago, and are then not given out any more. */
    public long size() {
        entries.cleanUp();
        return entries.estimatedSize();
    }

    /** Each entry stays from when it was put, whether it is read or not. */
    private static final class OwnTime<K, V> implements Expiry<K, Entry<V>> {

        @Override
        public long expireAfterCreate(K key, Entry<V> entry, long now) {
            return entry.stays();
        }

        @Override
        public long expireAfterUpdate(K key, Entry<V> entry, long now, long before) {
            return entry.stays();
        }

        @Override
        public long expireAfterRead(K key, Entry<V> entry, long now, long before) {
            return before;
        }
    }
}

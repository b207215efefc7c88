package dev.parley.metrics;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** Counts durations by their size. Any thread may count, without a lock; each duration updates two adders. */
public final class DurationHistogram {

    private final long[] bounds;
    private final LongAdder[] counts;
    private final LongAdder nanos = new LongAdder();

    /**
     * Creates an empty histogram. The bounds are the upper bounds of the buckets, in rising order; one more bucket is
     * above the last bound.
     */
    DurationHistogram(Duration... bounds) {
        this.bounds = new long[bounds.length];
        this.counts = new LongAdder[bounds.length + 1];
        for (int i = 0; i < bounds.length; i++) {
            this.bounds[i] = bounds[i].toNanos();
            if (i > 0 && this.bounds[i] <= this.bounds[i - 1]) {
                throw new IllegalArgumentException("the bounds must rise");
            }
        }
        for (int i = 0; i < counts.length; i++) {
            counts[i] = new LongAdder();
        }
    }

    /** Counts a duration, in nanoseconds. */
    void add(long duration) {
        int bucket = 0;
        while (bucket < bounds.length && duration > bounds[bucket]) {
            bucket++;
        }
        counts[bucket].increment();
        nanos.add(duration);
    }

    /** The number of durations. */
    public long count() {
        long count = 0;
        for (LongAdder bucket : counts) {
            count += bucket.sum();
        }
        return count;
    }

    /** The sum of the durations, in seconds. */
    public double seconds() {
        return nanos.sum() / 1e9;
    }

    /** The upper bounds of the buckets, in seconds; the last is infinite. */
    double[] upperBounds() {
        double[] seconds = new double[counts.length];
        for (int i = 0; i < bounds.length; i++) {
            seconds[i] = bounds[i] / 1e9;
        }
        seconds[bounds.length] = Double.POSITIVE_INFINITY;
        return seconds;
    }

    /** The number of durations in each bucket alone, without the buckets below. */
    long[] counts() {
        long[] sums = new long[counts.length];
        for (int i = 0; i < counts.length; i++) {
            sums[i] = counts[i].sum();
        }
        return sums;
    }
}

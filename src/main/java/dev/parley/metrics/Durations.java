package dev.parley.metrics;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** Counts durations by their size. Any thread counts, without a lock: two adders for each duration. */
public final class Durations {

    private final long[] bounds;
    private final LongAdder[] counts;
    private final LongAdder nanos = new LongAdder();

    /** No durations yet; the bounds are those of the buckets, in rising order, and above the last is one more. */
    Durations(Duration... bounds) {
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

    void add(long duration) {
        int bucket = 0;
        while (bucket < bounds.length && duration > bounds[bucket]) {
            bucket++;
        }
        counts[bucket].increment();
        nanos.add(duration);
    }

    /** How many there were. */
    public long count() {
        long count = 0;
        for (LongAdder bucket : counts) {
            count += bucket.sum();
        }
        return count;
    }

    /** Their sum, in seconds. */
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

    /** How many there were in each bucket alone. */
    long[] counts() {
        long[] sums = new long[counts.length];
        for (int i = 0; i < counts.length; i++) {
            sums[i] = counts[i].sum();
        }
        return sums;
    }
}

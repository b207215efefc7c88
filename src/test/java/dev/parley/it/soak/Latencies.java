package dev.parley.it.soak;

import java.util.concurrent.atomic.AtomicLongArray;

/** How long things took: counts by classes that are two percent wide, from a microsecond to a day. Thread-safe. */
final class Latencies {

    private static final double WIDTH = Math.log(1.02);
    private static final int CLASSES = 1280;
    private static final double MICRO = 1_000;
    private static final double MILLI = 1_000_000;

    private final AtomicLongArray counts = new AtomicLongArray(CLASSES);

    /** Counts one more, in nanoseconds. */
    void add(long nanos) {
        int index = (int) (Math.log(Math.max(1, nanos / MICRO)) / WIDTH);
        counts.incrementAndGet(Math.min(index, CLASSES - 1));
    }

    /** How many were counted. */
    long count() {
        long sum = 0;
        for (int i = 0; i < CLASSES; i++) {
            sum += counts.get(i);
        }
        return sum;
    }

    /** What a share of all did not exceed, in milliseconds; 0 if nothing was counted. */
    double quantile(double share) {
        long rank = (long) Math.ceil(share * count());
        long seen = 0;
        for (int i = 0; i < CLASSES; i++) {
            seen += counts.get(i);
            if (seen >= rank && seen > 0) {
                return Math.exp((i + 1) * WIDTH) * MICRO / MILLI;
            }
        }
        return 0;
    }

    @Override
    public String toString() {
        return "%d, p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms, longest %.1f ms"
                .formatted(count(), quantile(0.5), quantile(0.99), quantile(0.999), quantile(1));
    }
}

package dev.parley.bench.load;

/**
 * Counts durations in buckets whose width is at most 1/64 of their value, so that percentiles are within 1.6 % and
 * counting costs no memory and next to no time. From 1 µs to 70 minutes; what is longer counts as that.
 */
final class Latencies {

    private static final int SUB_BITS = 6;
    private static final int SUB = 1 << SUB_BITS;
    private static final int BUCKETS = SUB * (32 - SUB_BITS);
    private static final long NANOS_PER_MICRO = 1000;
    private static final double MICROS_PER_MILLI = 1000;

    private final long[] counts = new long[BUCKETS];
    private long total;

    /** Counts one; what is negative counts as zero. */
    void add(long nanos) {
        counts[bucket(Math.max(0, nanos) / NANOS_PER_MICRO)]++;
        total++;
    }

    /** How many there are. */
    long count() {
        return total;
    }

    /**
     * The duration that a part of all does not exceed, in ms; not a number when there are none.
     *
     * @param part between 0 and 1
     */
    double percentile(double part) {
        if (total == 0) {
            return Double.NaN;
        }
        long wanted = Math.max(1, (long) Math.ceil(part * total));
        long seen = 0;
        int bucket = -1;
        while (seen < wanted) {
            seen += counts[++bucket];
        }
        return upperBound(bucket) / MICROS_PER_MILLI;
    }

    /** The first {@code 2 * SUB} buckets are 1 µs wide; from there each power of two has {@code SUB} of them. */
    private static int bucket(long micros) {
        long value = Math.min(micros, Integer.MAX_VALUE);
        if (value < SUB) {
            return (int) value;
        }
        int shift = 63 - Long.numberOfLeadingZeros(value) - SUB_BITS;
        return (shift << SUB_BITS) + (int) (value >>> shift);
    }

    private static double upperBound(int bucket) {
        if (bucket < SUB) {
            return bucket + 1.0;
        }
        int shift = (bucket >> SUB_BITS) - 1;
        return (double) ((long) (bucket - (shift << SUB_BITS)) + 1) * (1L << shift);
    }
}

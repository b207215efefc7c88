package dev.parley.metrics;

import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * A quantity that is measured, named by the rules of Prometheus: base units, with the unit at the end of the name, and
 * {@code _total} after the unit for counters. All series of a meter exist from the beginning, so that a rate can be
 * computed from the first event on. Reading is thread-safe and does not block.
 */
public sealed interface Meter {

    /** The full name. */
    String name();

    /** What the meter means, for people. */
    String help();

    /** A number that only grows. */
    record Counter(String name, String help, List<Series<LongSupplier>> series) implements Meter {
        /** Keeps a copy of the series. */
        public Counter {
            requireName(name.endsWith("_total"), name);
            series = List.copyOf(series);
        }
    }

    /** A present value. */
    record Gauge(String name, String help, List<Series<DoubleSupplier>> series) implements Meter {
        /** Keeps a copy of the series. */
        public Gauge {
            requireName(!name.endsWith("_total"), name);
            series = List.copyOf(series);
        }
    }

    /** The distribution of durations. */
    record Histogram(String name, String help, List<Series<DurationHistogram>> series) implements Meter {
        /** Keeps a copy of the series. */
        public Histogram {
            requireName(name.endsWith("_seconds"), name);
            series = List.copyOf(series);
        }
    }

    private static void requireName(boolean good, String name) {
        if (!good || !name.matches("parley(_[a-z]+)+")) {
            throw new IllegalArgumentException("not a name for such a meter: " + name);
        }
    }
}

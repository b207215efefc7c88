package dev.parley.metrics;

import java.util.Map;
import java.util.Objects;

/**
 * One of the numbers of a {@link Meter}.
 *
 * @param labels the labels that distinguish this number from the others of its meter; empty when it is the only one
 * @param source where the number is read
 */
public record Series<T>(Map<String, String> labels, T source) {

    /** Keeps a copy of the labels. */
    public Series {
        labels = Map.copyOf(labels);
        Objects.requireNonNull(source, "source");
    }

    /** The only series of its meter. */
    static <T> Series<T> only(T source) {
        return new Series<>(Map.of(), source);
    }
}

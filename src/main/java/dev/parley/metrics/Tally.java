package dev.parley.metrics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Counts by a key, of which there are few, all known beforehand. Any thread counts, without a lock. */
final class Tally<K> {

    private final Map<K, LongAdder> counts = new LinkedHashMap<>();
    private final LongAdder others;
    private final String label;
    private final Function<K, String> text;

    /**
     * A tally of nothing yet.
     *
     * @param keys the keys that there are
     * @param other the one among them that stands for all that is not among them
     * @param label the name of the label
     * @param text its value for a key
     */
    Tally(Collection<K> keys, K other, String label, Function<K, String> text) {
        keys.forEach(key -> counts.put(key, new LongAdder()));
        this.others = counts.get(other);
        this.label = label;
        this.text = text;
        if (others == null) {
            throw new IllegalArgumentException(other + " is not among " + keys);
        }
    }

    /** A tally by the constants of an enum, whose label's values are their names in lower case. */
    static <E extends Enum<E>> Tally<E> of(Class<E> keys, String label) {
        List<E> all = List.of(keys.getEnumConstants());
        return new Tally<>(all, all.get(0), label, Labels::lowerCase);
    }

    void add(K key, long amount) {
        counts.getOrDefault(key, others).add(amount);
    }

    void increment(K key) {
        add(key, 1);
    }

    long sum() {
        long sum = 0;
        for (LongAdder count : counts.values()) {
            sum += count.sum();
        }
        return sum;
    }

    List<Series<LongSupplier>> series() {
        List<Series<LongSupplier>> series = new ArrayList<>();
        counts.forEach((key, count) -> series.add(new Series<>(Map.of(label, text.apply(key)), count::sum)));
        return series;
    }
}

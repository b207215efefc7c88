package dev.parley.metrics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Counts by key. There are few keys, and all are known beforehand. Any thread may count, without a lock. */
final class LabeledCounter<K> {

    private final Map<K, LongAdder> counts = new LinkedHashMap<>();
    private final LongAdder others;
    private final String label;
    private final Function<K, String> text;

    /**
     * Creates a counter with all counts at zero.
     *
     * @param keys all keys
     * @param other one of the keys, which stands for everything that is not among them
     * @param label the name of the label
     * @param text returns the value of the label for a key
     */
    LabeledCounter(Collection<K> keys, K other, String label, Function<K, String> text) {
        keys.forEach(key -> counts.put(key, new LongAdder()));
        this.others = counts.get(other);
        this.label = label;
        this.text = text;
        if (others == null) {
            throw new IllegalArgumentException(other + " is not among " + keys);
        }
    }

    /** Creates a counter for the constants of an enum; the values of the label are their names in lower case. */
    static <E extends Enum<E>> LabeledCounter<E> of(Class<E> keys, String label) {
        List<E> all = List.of(keys.getEnumConstants());
        return new LabeledCounter<>(all, all.get(0), label, LabelValues::lowerCase);
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

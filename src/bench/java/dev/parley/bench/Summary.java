package dev.parley.bench;

import dev.parley.bench.load.Measurement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The median over the rounds, of each figure for itself.
 *
 * @param peer its name
 * @param workload what was done
 * @param rounds how many there are
 * @param median the figures
 */
record Summary(String peer, Workload workload, int rounds, Measurement median) {

    private record Key(Workload workload, String phase, String peer) {}

    /** By workload and phase, in each the peers in the order of their turns. */
    static List<Summary> of(List<Result> results) {
        Map<Key, List<Measurement>> groups = new LinkedHashMap<>();
        for (Workload workload : Workload.all()) {
            for (String phase : phases(results, workload)) {
                results.stream()
                        .filter(result -> result.workload() == workload)
                        .filter(result -> result.measurement().phase().equals(phase))
                        .forEach(result -> groups.computeIfAbsent(
                                        new Key(workload, phase, result.peer()), key -> new ArrayList<>())
                                .add(result.measurement()));
            }
        }
        return groups.entrySet().stream()
                .map(group -> new Summary(
                        group.getKey().peer(),
                        group.getKey().workload(),
                        group.getValue().size(),
                        median(group.getKey().phase(), group.getValue())))
                .toList();
    }

    private static Set<String> phases(List<Result> results, Workload workload) {
        Set<String> phases = new LinkedHashSet<>();
        results.stream()
                .filter(result -> result.workload() == workload)
                .forEach(result -> phases.add(result.measurement().phase()));
        return phases;
    }

    private static Measurement median(String phase, List<Measurement> measurements) {
        Set<String> names = new TreeSet<>();
        measurements.forEach(measurement -> names.addAll(measurement.figures().keySet()));
        Measurement median = new Measurement(phase, Map.of());
        for (String name : names) {
            List<Double> values = new ArrayList<>();
            measurements.forEach(measurement -> values.add(measurement.figure(name)));
            median = median.with(name, median(values));
        }
        return median;
    }

    /** A figure that is missing in a round counts as the worst, so that it is missing when it is in most rounds. */
    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}

package dev.parley.bench.load;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Measures one phase at a time: operations, latencies, and the CPU time of processes, this one among them. */
final class Meter {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MICROS_PER_SECOND = 1e6;

    private final Map<String, ProcessCpu> processes;
    private final Map<String, Double> cpuBefore = new HashMap<>();
    private Latencies latencies = new Latencies();
    private long operations;
    private long lost;
    private long disordered;
    private long start = Long.MAX_VALUE;
    private long end = Long.MAX_VALUE;
    private long operationsBefore;
    private Map<String, Double> figures = Map.of();

    /**
     * Measures processes.
     *
     * @param processes by the name of the figure that tells their CPU time for each operation
     */
    Meter(Map<String, ProcessCpu> processes) {
        this.processes = processes;
    }

    /** Something that was due at a time is done now. Its latency counts if it was due in the measured time. */
    void done(long due, long now) {
        operations++;
        if (due >= start && due < end) {
            latencies.add(now - due);
        }
    }

    /** A client was lost. */
    void lost() {
        lost++;
    }

    /** A message has come before an earlier one. */
    void disordered() {
        disordered++;
    }

    /** The measured time begins. */
    void begin() {
        latencies = new Latencies();
        lost = 0;
        disordered = 0;
        operationsBefore = operations;
        processes.forEach((name, cpu) -> cpuBefore.put(name, cpu.seconds()));
        end = Long.MAX_VALUE;
        start = System.nanoTime();
    }

    /** The measured time ends. Latencies of what is under way still count. */
    void end() {
        end = System.nanoTime();
        double count = operations - operationsBefore;
        figures = new LinkedHashMap<>();
        figures.put(Measurement.OPERATIONS, count);
        figures.put(Measurement.RATE, count / ((end - start) / NANOS_PER_SECOND));
        processes.forEach(
                (name, cpu) -> figures.put(name, (cpu.seconds() - cpuBefore.get(name)) / count * MICROS_PER_SECOND));
    }

    /** What was measured, when nothing is under way any more. */
    Measurement result(String phase) {
        Measurement result = new Measurement(phase, Map.of());
        for (Map.Entry<String, Double> figure : figures.entrySet()) {
            result = result.with(figure.getKey(), figure.getValue());
        }
        return result.with(Measurement.P50, latencies.percentile(0.50))
                .with(Measurement.P99, latencies.percentile(0.99))
                .with(Measurement.MAX, latencies.percentile(1))
                .with(Measurement.LOST, lost)
                .with(Measurement.DISORDERED, disordered);
    }
}

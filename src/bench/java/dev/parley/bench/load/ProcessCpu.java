package dev.parley.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The CPU time of processes on this machine, user and system, as Linux counts it (proc(5), {@code stat}). */
final class ProcessCpu {

    /** USER_HZ, which is the same on every architecture that runs a JVM. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;

    private final List<Path> stats;

    private ProcessCpu(List<Path> stats) {
        this.stats = stats;
    }

    /** The sum of several processes. */
    static ProcessCpu of(List<Long> pids) {
        return new ProcessCpu(pids.stream()
                .map(pid -> Path.of("/proc", Long.toString(pid), "stat"))
                .toList());
    }

    static ProcessCpu own() {
        return of(List.of(ProcessHandle.current().pid()));
    }

    /** Since the processes began; in steps of 10 ms for each. */
    double seconds() {
        return stats.stream().mapToDouble(ProcessCpu::seconds).sum();
    }

    private static double seconds(Path stat) {
        try {
            String line = Files.readString(stat);
            // The name of the program may have spaces and brackets in it; what follows it has not.
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME])) / TICKS_PER_SECOND;
        } catch (IOException e) {
            throw new UncheckedIOException("the process under test is gone", e);
        }
    }
}

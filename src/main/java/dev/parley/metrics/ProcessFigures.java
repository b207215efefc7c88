package dev.parley.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * The figures of the Java virtual machine and of its process, under the names that Prometheus' own clients give them, so
 * that dashboards for these show a node, too. They are about the whole server. Read anew each time; thread-safe. What a
 * system does not tell is left out.
 */
public final class ProcessFigures {

    private static final double MILLIS_PER_SECOND = 1e3;
    private static final String SYSTEM = "java.lang:type=OperatingSystem";
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";
    private static final int KIB = 1024;

    private final String version;

    /**
     * Creates the figures.
     *
     * @param version the version of Parley
     */
    public ProcessFigures(String version) {
        this.version = version;
    }

    /** All figures as they are now. */
    List<MetricSnapshot> snapshots() {
        List<MetricSnapshot> all = new ArrayList<>();
        all.add(info("parley_build", "The version of Parley", Labels.of("version", version)));
        all.add(info(
                "jvm_runtime",
                "The Java virtual machine",
                Labels.of(
                        "version", System.getProperty("java.runtime.version", "unknown"),
                        "vendor", System.getProperty("java.vm.vendor", "unknown"),
                        "runtime", System.getProperty("java.runtime.name", "unknown"))));
        addMemory(all);
        all.add(collections());
        addThreads(all);
        addProcess(all);
        return all;
    }

    private static void addMemory(List<MetricSnapshot> all) {
        all.add(memory("jvm_memory_used_bytes", "Used memory", MemoryUsage::getUsed));
        all.add(memory("jvm_memory_committed_bytes", "Memory that the system has given", MemoryUsage::getCommitted));
        all.add(memory(
                "jvm_memory_max_bytes", "The largest possible memory, -1 if there is no limit", MemoryUsage::getMax));
    }

    private static GaugeSnapshot memory(String name, String help, ToLongFunction<MemoryUsage> part) {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        return GaugeSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(point(Labels.of("area", "heap"), part.applyAsLong(memory.getHeapMemoryUsage())))
                .dataPoint(point(Labels.of("area", "nonheap"), part.applyAsLong(memory.getNonHeapMemoryUsage())))
                .build();
    }

    private static SummarySnapshot collections() {
        SummarySnapshot.Builder summary = SummarySnapshot.builder()
                .name("jvm_gc_collection_seconds")
                .help("Collections of garbage, and the time that they took");
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            summary.dataPoint(SummarySnapshot.SummaryDataPointSnapshot.builder()
                    .labels(Labels.of("gc", collector.getName()))
                    .count(Math.max(0, collector.getCollectionCount()))
                    .sum(Math.max(0, collector.getCollectionTime()) / MILLIS_PER_SECOND)
                    .build());
        }
        return summary.build();
    }

    private static void addThreads(List<MetricSnapshot> all) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        all.add(gauge("jvm_threads_current", "Threads, virtual ones not counted", threads.getThreadCount()));
        all.add(gauge("jvm_threads_daemon", "Daemon threads", threads.getDaemonThreadCount()));
        all.add(gauge("jvm_threads_peak", "The most threads that there were", threads.getPeakThreadCount()));
    }

    private static void addProcess(List<MetricSnapshot> all) {
        all.add(gauge(
                "process_start_time_seconds",
                "When the process started, in seconds since 1970",
                ManagementFactory.getRuntimeMXBean().getStartTime() / MILLIS_PER_SECOND));
        system("ProcessCpuTime")
                .ifPresent(nanos -> all.add(CounterSnapshot.builder()
                        .name("process_cpu_seconds")
                        .help("Processor time of the process")
                        .dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                                .value(nanos / TimeUnit.SECONDS.toNanos(1))
                                .build())
                        .build()));
        system("OpenFileDescriptorCount")
                .ifPresent(count -> all.add(gauge("process_open_fds", "Open file descriptors", count)));
        system("MaxFileDescriptorCount")
                .ifPresent(count -> all.add(gauge("process_max_fds", "The most open file descriptors", count)));
        resident()
                .ifPresent(bytes ->
                        all.add(gauge("process_resident_memory_bytes", "Memory of the process that is in RAM", bytes)));
    }

    /**
     * An attribute of the bean of the operating system. It is asked for by its name, because its type is not in every
     * Java and a server may hide it from applications.
     */
    private static OptionalDouble system(String attribute) {
        try {
            Object value = ManagementFactory.getPlatformMBeanServer().getAttribute(new ObjectName(SYSTEM), attribute);
            return value instanceof Long number && number >= 0 ? OptionalDouble.of(number) : OptionalDouble.empty();
        } catch (JMException e) {
            return OptionalDouble.empty();
        }
    }

    private static OptionalDouble resident() {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith(RESIDENT))
                    .map(line ->
                            line.substring(RESIDENT.length()).replace("kB", "").strip())
                    .mapToDouble(kib -> Long.parseLong(kib) * KIB)
                    .findFirst();
        } catch (IOException | NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    private static InfoSnapshot info(String name, String help, Labels labels) {
        return InfoSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(InfoSnapshot.InfoDataPointSnapshot.builder()
                        .labels(labels)
                        .build())
                .build();
    }

    private static GaugeSnapshot gauge(String name, String help, double value) {
        return GaugeSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(point(Labels.EMPTY, value))
                .build();
    }

    private static GaugeSnapshot.GaugeDataPointSnapshot point(Labels labels, double value) {
        return GaugeSnapshot.GaugeDataPointSnapshot.builder()
                .labels(labels)
                .value(value)
                .build();
    }
}

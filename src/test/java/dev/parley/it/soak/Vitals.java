package dev.parley.it.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.server.Jcmd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * How a server's process is doing, as Linux and its JVM tell; the numbers that must return to where they were.
 *
 * @param descriptors that are open
 * @param sockets among them
 * @param threads of the operating system
 * @param heap bytes of live objects, after garbage collection
 * @param loaders class loaders
 * @param sessions of Engine.IO that are open
 * @param budgeted bytes that the two budgets say are used
 * @param closing connections that were given up and are still there
 */
record Vitals(
        long descriptors,
        long sockets,
        long threads,
        long heap,
        long loaders,
        long sessions,
        long budgeted,
        long closing) {

    /** What pools of a container may come and go by. */
    private static final long POOLED = 16;

    /** The JVM makes one for each method that is called often by reflection. */
    private static final long LOADERS = 40;

    private static final long HEAP_SLACK = 2_000_000;

    /** Takes them now; the JVM collects its garbage for it. */
    static Vitals of(long pid, Meters meters) throws IOException {
        Jcmd.collectGarbage(pid);
        Meters.Reading reading = meters.read();
        return new Vitals(
                descriptors(pid, ""),
                descriptors(pid, "socket:"),
                threads(pid),
                heap(pid),
                loaders(pid),
                reading.sessions(),
                reading.budgeted(),
                reading.closing());
    }

    /**
     * Fails where something is not as it was: a container may keep some threads and descriptors of its pools more than before, and
     * the heap may be two percent larger, or two megabytes.
     */
    void assertAsBefore(Vitals before) {
        assertThat(sockets).as("sockets").isLessThanOrEqualTo(before.sockets + POOLED);
        assertThat(descriptors).as("descriptors").isLessThanOrEqualTo(before.descriptors + POOLED);
        assertThat(threads).as("threads").isLessThanOrEqualTo(before.threads + POOLED);
        assertThat(loaders).as("class loaders").isLessThanOrEqualTo(before.loaders + LOADERS);
        assertThat(heap)
                .as("live heap")
                .isLessThanOrEqualTo(Math.max((long) (before.heap * 1.02), before.heap + HEAP_SLACK));
        assertThat(sessions).as("sessions").isEqualTo(before.sessions);
        assertThat(budgeted).as("budgets").isZero();
        assertThat(closing).as("connections on their way out").isZero();
    }

    private static long descriptors(long pid, String beginning) throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return all.filter(descriptor -> target(descriptor).startsWith(beginning))
                    .count();
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static long threads(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith("Threads:"))
                .mapToLong(line -> Long.parseLong(line.substring(8).strip()))
                .findAny()
                .orElseThrow();
    }

    private static long heap(long pid) throws IOException {
        String total = histogram(pid)
                .lines()
                .filter(line -> line.startsWith("Total"))
                .reduce((first, second) -> second)
                .orElseThrow(() -> new IOException("no histogram"));
        return Long.parseLong(total.split("\\s+")[2]);
    }

    private static long loaders(long pid) throws IOException {
        String total = Jcmd.run(pid, "VM.classloader_stats")
                .lines()
                .filter(line -> line.startsWith("Total"))
                .findAny()
                .orElseThrow(() -> new IOException("no class loaders"));
        return Long.parseLong(total.split("\\s+")[2]);
    }

    /** How many live objects and bytes there are of each class. */
    static String histogram(long pid) {
        return Jcmd.run(pid, "GC.class_histogram");
    }

    /** What threads there are and what they do. */
    static String threadDump(long pid) throws IOException {
        return Jcmd.run(pid, "Thread.print");
    }

    @Override
    public String toString() {
        return "%d descriptors (%d sockets), %d threads, %.1f MB live, %d class loaders, %d sessions, %d bytes budgeted, %d closing"
                .formatted(descriptors, sockets, threads, heap / 1e6, loaders, sessions, budgeted, closing);
    }
}

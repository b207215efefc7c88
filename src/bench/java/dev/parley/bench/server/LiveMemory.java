package dev.parley.bench.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How much memory is live in a server after a garbage collection, in bytes. */
@FunctionalInterface
public interface LiveMemory {

    /** Collects garbage and measures; not a number when the server does not tell. */
    double bytes(ServerProcess server) throws IOException, InterruptedException;

    /** Objects on the heap, counted by the JVM itself. */
    static LiveMemory ofJvm() {
        return server -> {
            jcmd(server.pid(), "GC.run");
            String[] total = jcmd(server.pid(), "GC.class_histogram")
                    .lines()
                    .filter(line -> line.startsWith("Total"))
                    .reduce((first, second) -> second)
                    .orElseThrow(() -> new IOException("the server's JVM gave no histogram"))
                    .split("\\s+");
            return Double.parseDouble(total[2]);
        };
    }

    /** What V8 counts, with the buffers outside of its heap; the server answers a line on its standard input. */
    static LiveMemory ofNode() {
        String answer = "live ";
        return server -> {
            long answers = server.countLines(answer);
            server.tell("live?");
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (server.countLines(answer) == answers && System.nanoTime() < deadline) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
            return server.lastLine(answer)
                    .map(line -> Double.parseDouble(line.substring(answer.length())))
                    .orElse(Double.NaN);
        };
    }

    private static String jcmd(long pid, String command) throws IOException {
        Process process = new ProcessBuilder(List.of(Jvm.program("jcmd"), Long.toString(pid), command))
                .redirectErrorStream(true)
                .start();
        try (InputStream output = process.getInputStream()) {
            return new String(output.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

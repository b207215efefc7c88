package dev.parley.bench.server;

import dev.parley.it.server.Jcmd;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** How much memory is live in a server after a garbage collection, in bytes. */
@FunctionalInterface
public interface LiveMemory {

    /** Collects garbage and measures; not a number when the server does not tell. */
    double bytes(ServerProcess server) throws IOException, InterruptedException;

    /** Objects on the heap, counted by the JVM itself. */
    static LiveMemory ofJvm() {
        return server -> {
            Jcmd.run(server.pid(), "GC.run");
            String[] total = Jcmd.run(server.pid(), "GC.class_histogram")
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
}

package dev.parley.bench.load;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/** The process that has started this one, at the other end of standard input and output. */
final class Supervisor {

    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(2);

    private final EventLoop loop;
    private final PrintStream out = System.out;

    Supervisor(EventLoop loop) {
        this.loop = loop;
    }

    /** Hands over a result. */
    void report(Measurement measurement) {
        out.println("measurement " + measurement.json());
        out.flush();
    }

    /** Serves the connections until the supervisor, who looks at the server in the meantime, says to go on. */
    void hold(String moment) throws IOException {
        out.println("hold " + moment);
        out.flush();
        if (!loop.runWhileNot(Supervisor::hasSpoken, PATIENCE)) {
            throw new IllegalStateException("nobody says to go on");
        }
        while (System.in.available() > 0 && System.in.read() != '\n') {
            // To the end of the line.
        }
    }

    private static boolean hasSpoken() {
        try {
            return System.in.available() > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.parley.app;

import dev.parley.engine.CloseReason;
import dev.parley.engine.EngineServer;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Closes all sessions of a node that shuts down: first in order, then by force if clients do not react in time. */
final class SessionShutdown {

    private static final long LOOK_NANOS = Duration.ofMillis(5).toNanos();

    private SessionShutdown() {}

    /**
     * Closes all sessions. The calling thread waits until they have ended, but no longer than {@code patience}: a
     * client that does not read or does not poll would delay the end. Sessions that are still open then, and sessions
     * that are opened later, are aborted.
     */
    static void to(EngineServer engine, Duration patience) {
        long start = System.nanoTime();
        engine.sessions().forEach(session -> session.close(CloseReason.SERVER_SHUTTING_DOWN));
        while (!engine.sessions().isEmpty() && System.nanoTime() - start < patience.toNanos()) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        engine.close();
    }
}

package dev.parley.app;

import dev.parley.engine.CloseReason;
import dev.parley.engine.EngineServer;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The end of all sessions of a node that goes down: in order as far as the clients take it in time, then at once. */
final class Farewell {

    private static final long LOOK_NANOS = Duration.ofMillis(5).toNanos();

    private Farewell() {}

    /**
     * Closes all sessions. The calling thread waits until they have ended, and so for a client that does not read, or
     * does not poll; what still lives after that, a session that was opened meanwhile included, is aborted.
     */
    static void to(EngineServer engine, Duration patience) {
        long start = System.nanoTime();
        engine.sessions().forEach(session -> session.close(CloseReason.SERVER_SHUTTING_DOWN));
        while (!engine.sessions().isEmpty() && System.nanoTime() - start < patience.toNanos()) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        engine.sessions().forEach(session -> session.abort(CloseReason.SERVER_SHUTTING_DOWN));
    }
}

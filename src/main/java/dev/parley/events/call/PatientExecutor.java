package dev.parley.events.call;

import dev.parley.session.SocketTimers;
import dev.parley.socketio.Socket;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Runs tasks that must not be lost, although the executor may reject them: then it tries again. It is for the arrivals
 * and departures of sockets, whose number is bounded by that of the sockets.
 */
final class PatientExecutor {

    /** How long it waits before it tries again. */
    static final Duration PAUSE = Duration.ofMillis(200);

    private final Executor executor;
    private final SocketTimers timers;

    PatientExecutor(Executor executor, SocketTimers timers) {
        this.executor = executor;
        this.timers = timers;
    }

    /** Runs a task of a socket on the executor, now or later. Does not block. */
    void execute(Socket socket, Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            timers.schedule(PAUSE, socket, () -> execute(socket, task));
        }
    }
}

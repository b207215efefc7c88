package dev.parley.session;

import dev.parley.engine.Timers;
import dev.parley.socketio.Socket;
import java.time.Duration;
import java.util.concurrent.Executor;

/** Schedules tasks of sockets. */
@FunctionalInterface
public interface SocketTimers {

    /**
     * Runs a task after a delay, on the serial executor of the socket's session. The task may still run if it is
     * cancelled at the moment when it falls due.
     */
    Timers.Timeout schedule(Duration delay, Socket socket, Runnable task);

    /**
     * Schedules by timers, whose thread only hands the task on.
     *
     * @param executor takes the task to the session; a task may send a message to many clients
     */
    static SocketTimers on(Timers timers, Executor executor) {
        return (delay, socket, task) -> timers.schedule(delay, () -> executor.execute(() -> socket.execute(task)));
    }
}

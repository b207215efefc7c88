package dev.parley.chat;

import dev.parley.engine.Timers;
import dev.parley.socketio.Socket;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * The times that the chat lives by.
 *
 * @param timers time-outs
 * @param executor runs what falls due: it may be a message to many, and would hold up the time-outs of all others
 * @param monotonic for durations; the clock of the timers
 * @param wall for timestamps and the expiry of tokens
 */
public record ChatTime(Timers timers, Executor executor, dev.parley.engine.Clock monotonic, java.time.Clock wall) {

    /** Runs a task after a delay, in the turn of a socket's session. It may run although it has just been cancelled. */
    Timers.Timeout schedule(Duration delay, Socket socket, Runnable task) {
        return timers.schedule(delay, () -> executor.execute(() -> socket.execute(task)));
    }
}

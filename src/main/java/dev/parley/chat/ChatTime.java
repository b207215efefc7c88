package dev.parley.chat;

import dev.parley.engine.Timers;
import dev.parley.session.SocketTimers;
import dev.parley.socketio.Socket;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * The clocks and timers of the chat.
 *
 * @param timers schedules time-outs
 * @param executor runs the tasks of expired time-outs. A task may send a message to many clients; on the timer thread
 *     it would delay all other time-outs
 * @param monotonic measures durations; the same clock as that of the timers
 * @param wall for timestamps and the expiry of tokens
 */
public record ChatTime(
        Timers timers, Executor executor, dev.parley.engine.MonotonicClock monotonic, java.time.Clock wall) {

    /**
     * Runs a task after a delay, on the serial executor of the socket's session. The task may still run if it is
     * cancelled at the moment when it falls due.
     */
    Timers.Timeout schedule(Duration delay, Socket socket, Runnable task) {
        return SocketTimers.on(timers, executor).schedule(delay, socket, task);
    }
}

package dev.parley.transport.container;

import java.util.concurrent.Executor;

/**
 * How one WebSocket sends.
 *
 * @param sender makes the calls
 * @param drains runs the tasks that make the calls: on the caller's thread, or on a {@link SendLoop} if the calls may
 *     block or if it pays to collect packets. It keeps the order of the tasks of one WebSocket, and does not throw
 */
public record SendPath(FrameSender sender, Executor drains) {

    /** Creates a path that makes the calls on the thread that has something to send. */
    public static SendPath onTheSpot(FrameSender sender) {
        return new SendPath(sender, Runnable::run);
    }

    /** Returns the same path for a client that accepts bytes only as text. */
    public SendPath inBase64() {
        return new SendPath(new Base64FrameSender(sender), drains);
    }
}

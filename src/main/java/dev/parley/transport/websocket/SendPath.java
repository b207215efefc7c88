package dev.parley.transport.websocket;

import java.util.concurrent.Executor;

/**
 * How one WebSocket sends.
 *
 * @param sender the calls
 * @param drains runs what makes the calls: the caller's thread, or one of the {@link Writers}' when the calls may block or
 *     when it pays to let packets gather; keeps the order of what it is given for one WebSocket, and throws nothing
 */
record SendPath(FrameSender sender, Executor drains) {

    /** Calls on the thread that has something to send. */
    static SendPath onTheSpot(FrameSender sender) {
        return new SendPath(sender, Runnable::run);
    }
}

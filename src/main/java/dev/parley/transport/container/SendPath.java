package dev.parley.transport.container;

import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/**
 * How one WebSocket sends.
 *
 * @param sender makes the calls
 * @param drains runs the tasks that make the calls: on the caller's thread, or on a {@link SendLoop} if the calls may
 *     block or if it pays to collect packets. It keeps the order of the tasks of one WebSocket, and does not throw
 * @param here whether a call may now be made on the thread that answers a message of the client, instead
 */
public record SendPath(FrameSender sender, Executor drains, BooleanSupplier here) {

    /** Creates a path that makes the calls on the thread that has something to send. */
    public static SendPath onTheSpot(FrameSender sender) {
        return new SendPath(sender, Runnable::run, () -> false);
    }

    /**
     * Creates a path that makes the calls on a loop, but for answers while nothing waits for the loop, if the calls never
     * block: an answer that leaves by itself costs more on the loop, which has to be woken. While something waits, there
     * is something to collect.
     */
    public static SendPath on(SendLoop loop, FrameSender sender) {
        return new SendPath(sender, loop, () -> loop.isIdle() && sender.mayWriteHere());
    }

    /** Whether an answer may be sent on the thread that has made it. */
    public boolean mayWriteHere() {
        return here.getAsBoolean();
    }

    /** Returns the same path for a client that accepts bytes only as text. */
    public SendPath inBase64() {
        return new SendPath(new Base64FrameSender(sender), drains, here);
    }
}

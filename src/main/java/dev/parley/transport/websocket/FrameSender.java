package dev.parley.transport.websocket;

import java.nio.ByteBuffer;

/**
 * Sends the frames of one WebSocket. The containers differ by a factor of twenty in what the calls of one standard API
 * cost, so there are several ways to do it, chosen at run time.
 *
 * <p>Contract: one frame at a time, the next one only after the completion of the last. A call does not block, with a
 * client that does not read either; it does not throw; and it ends in exactly one completion, by any thread, perhaps
 * before the call returns.
 */
interface FrameSender {

    /** Told what became of a frame. */
    @FunctionalInterface
    interface Completion {
        /** The frame has been taken by the container; or not, when there is a failure. */
        void sent(Throwable failure);
    }

    /** Sends a text frame. */
    void sendText(String frame, Completion completion);

    /** Sends a binary frame. */
    void sendBinary(ByteBuffer frame, Completion completion);
}

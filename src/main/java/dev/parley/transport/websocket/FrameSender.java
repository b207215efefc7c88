package dev.parley.transport.websocket;

import dev.parley.engine.codec.EnginePacket;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Sends the packets of one WebSocket, each as a frame of its own. The containers differ by a factor of twenty in what the
 * calls of one standard API cost, and what costs most of all is the system call: so there are several ways to send, chosen
 * at run time, and most take several packets at a time.
 *
 * <p>Contract: one call at a time, the next one only after the completion of the last. A call does not throw, and it ends in
 * exactly one completion, by any thread, perhaps before the call returns. Whether it may block when the client does not
 * read is for the {@link SendPath} to know, which makes its calls on a thread that can stand it.
 */
interface FrameSender {

    /** Told what became of some packets. */
    @FunctionalInterface
    interface Completion {

        /** They have been taken by the container; or not all of them, when there is a failure. */
        void sent(Throwable failure);
    }

    /** The most that one call takes, in bytes; a single packet may be larger. Zero for one packet at a time. */
    int batchBytes();

    /** Sends packets in their order; at least one. */
    void send(List<EnginePacket> packets, Completion completion);

    /**
     * The container is about to be asked to close the WebSocket. Called once at most, beside a send perhaps; must not block.
     *
     * @param blocking runs what the sender does about it later, if its container does not always do as it is asked
     */
    default void closing(Executor blocking) {}
}

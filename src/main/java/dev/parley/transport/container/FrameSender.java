package dev.parley.transport.container;

import dev.parley.engine.codec.EnginePacket;
import dev.parley.transport.ClientConnection;
import java.util.List;
import java.util.Optional;

/**
 * Sends the packets of one WebSocket, each as a frame of its own. The cost of the same standard calls differs between
 * containers by a factor of twenty, and the largest part of the cost is the system call. So there are several senders,
 * chosen at run time, and most of them send several packets in one call.
 *
 * <p>Contract: only one call at a time; the next call comes only after the completion of the last. A call does not
 * throw. It leads to exactly one completion, on any thread, possibly before the call returns. A call may block if the
 * client does not read; the {@link SendPath} knows whether it may, and makes such calls on a suitable thread.
 */
public interface FrameSender {

    /** Receives the result of a send. */
    @FunctionalInterface
    interface Completion {

        /**
         * The container has accepted the packets.
         *
         * @param failure null on success; otherwise not all packets have been accepted
         */
        void sent(Throwable failure);
    }

    /** The largest number of bytes for one call; a single packet may be larger. Zero means one packet at a time. */
    int batchBytes();

    /** Sends packets in this order; at least one. */
    void send(List<EnginePacket> packets, Completion completion);

    /**
     * Whether the thread that has just handled a message of the client may make the next call: it will not block, and no
     * further messages are known to have come whose answers could leave in the same call.
     */
    default boolean mayWriteHere() {
        return false;
    }

    /** How many bytes of the current send wait in the container; 0 if this is not known. Does not block. */
    default long unsent() {
        return 0;
    }

    /**
     * The endpoint has opened the WebSocket. Called once, by the thread that has opened it, before the container reads
     * the first frame. Must not block.
     */
    default void opened() {}

    /**
     * The connection below the WebSocket, with which Parley can close it if the container does not; empty if it cannot
     * be accessed.
     */
    default Optional<ClientConnection> connection() {
        return Optional.empty();
    }
}

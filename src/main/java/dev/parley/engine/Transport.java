package dev.parley.engine;

import dev.parley.engine.codec.EnginePacket;

/**
 * A connection to one client: a WebSocket, or a sequence of polling requests. The packages below {@code transport}
 * implement it.
 *
 * <p><b>Outbound.</b> The transport pulls: the session puts packets into the {@link OutboundQueue} and calls
 * {@link #flush()}; the transport takes the packets when it can send, in order and on one thread at a time.
 * <b>Inbound.</b> The transport calls its {@link TransportListener}, with one event at a time.
 *
 * <p>Any thread may call any method, several threads may do so at once, and no method blocks or throws. The end of the
 * session and a change of its transport may happen at the same time, so a method may also be called after
 * {@link #terminate} or {@link #discard}; it then does nothing.
 */
public interface Transport {

    /** The kind of transport. */
    TransportName name();

    /**
     * The client may send longer messages from now on than the previous {@link InboundLimits#maxMessage()}. Only for
     * transports that have passed the limit to their container.
     */
    default void allow(int maxMessage) {}

    /** From now on the transport takes packets from this queue and reports events to this listener. */
    void attach(OutboundQueue queue, TransportListener listener);

    /** There may be packets in the queue. */
    void flush();

    /**
     * Runs something that sends an answer to the client. What it queues may leave when it returns, on this thread, which
     * costs less than to wake another one.
     */
    default void answer(Runnable sends) {
        sends.run();
    }

    /** The value of {@link #sendUnderWay()} when no send is under way. */
    long NONE_UNDER_WAY = -1;

    /**
     * Returns a number that identifies the send that is under way. The number stays the same for as long as a client
     * that does not read holds up this send, and no other send has the same number. {@link #NONE_UNDER_WAY} if
     * everything that was sent has been accepted, or if the transport cannot know.
     */
    default long sendUnderWay() {
        return NONE_UNDER_WAY;
    }

    /**
     * How many of the bytes taken from the queue the client's side has not accepted yet; 0 if the transport cannot
     * know.
     */
    default long bytesUnderWay() {
        return 0;
    }

    /**
     * Whether the transport may read from the client; it may until the first call. While it may not, it reads nothing
     * more, so that TCP makes the client wait. What it has read already it still passes on. A transport of a container
     * whose input cannot be stopped does nothing. Repeated calls with the same value are usual.
     */
    default void receiving(boolean on) {}

    /** Whether a packet that is queued now would leave at once; used for volatile messages. */
    boolean isWritable();

    /**
     * Ends in order: sends what is queued, then the farewell if the transport has no close message of its own, then
     * closes and notifies the listener.
     *
     * @param reason for the client, if the transport's own close message has a reason
     * @param farewell the last packet for the client
     */
    void finish(CloseReason reason, EnginePacket farewell);

    /** Ends now. Queued packets are lost, and the listener gets no more calls. */
    void terminate(CloseReason reason);

    /**
     * Another transport has been probed: makes the client pause its requests. Only a polling transport has to do
     * something.
     */
    default void pause() {}

    /** The other transport failed: continues as before {@link #pause()}. */
    default void resume() {}

    /**
     * The other transport has taken over: this one takes no more packets from the queue, and makes no more calls to the
     * listener.
     */
    default void discard() {}
}

package dev.parley.engine;

import dev.parley.engine.codec.EnginePacket;

/**
 * A way to one client: a WebSocket, or a sequence of polling requests. Implemented by the layer at the server's edge.
 *
 * <p><b>Direction out.</b> The transport pulls: the session puts packets into the {@link OutboundQueue} and calls {@link
 * #flush()}; the transport takes them out when it can send, one drain at a time, in order. <b>Direction in.</b> The
 * transport tells its {@link TransportListener}, one event at a time.
 *
 * <p>All methods may be called by any thread, several at once, and none blocks or throws. The session's end and the
 * change of its transport may meet, so that any of them may also come after {@link #terminate} or {@link #discard}, when
 * it does nothing.
 */
public interface Transport {

    /** Which kind it is. */
    TransportName name();

    /** From now on packets are taken from this queue and events are told to this listener. */
    void attach(OutboundQueue queue, TransportListener listener);

    /** Something may be in the queue. */
    void flush();

    /** What {@link #sendUnderWay()} says when there is none. */
    long NONE_UNDER_WAY = -1;

    /**
     * Which send is under way: a number that stays the same for as long as it is held up by a client that does not read, and
     * is never the same for another. {@link #NONE_UNDER_WAY} when everything that was sent has been taken, or when the
     * transport cannot tell.
     */
    default long sendUnderWay() {
        return NONE_UNDER_WAY;
    }

    /** Whether a packet queued now would leave at once; asked for volatile messages. */
    boolean isWritable();

    /**
     * Ends in order: sends what is queued, then the farewell if the transport has no close of its own, then closes and
     * tells the listener.
     */
    void finish(EnginePacket farewell);

    /** Ends now. What is queued is lost, and the listener is told nothing more. */
    void terminate(CloseReason reason);

    /** Another transport has been probed: lets the client come to rest. Only a polling transport has to do something. */
    default void pause() {}

    /** The other transport came to nothing: goes on as before {@link #pause()}. */
    default void resume() {}

    /** The other transport has taken over: takes nothing more from the queue, and tells the listener nothing more. */
    default void discard() {}
}

package dev.parley.engine;

/**
 * Receives the events of the sessions of an {@link EngineServer}, for statistics. Any thread may call the methods, in
 * the middle of its work, and some of them for every packet: an implementation must be thread-safe, must return almost
 * immediately, and must not throw.
 */
public interface EngineObserver {

    /** Ignores all events. */
    EngineObserver NONE = new EngineObserver() {};

    /** A session has been opened on a transport. */
    default void opened(TransportName transport) {}

    /** A session has ended; called exactly once for each opened session. */
    default void closed(CloseReason reason) {}

    /**
     * A packet has arrived from a client. The size is that of the packet's WebSocket frame payload, also if the
     * transport is polling.
     */
    default void received(int bytes) {}

    /** Packets have been queued for a client; the size of all of them is measured as in {@link #received}. */
    default void queued(int packets, long bytes) {}

    /** A client has answered a ping. */
    default void roundTrip(long nanos) {}
}

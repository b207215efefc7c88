package dev.parley.engine;

/**
 * Sees what the sessions of an {@link EngineServer} do, for whoever counts it. Called on any thread, in the middle of the
 * work, some methods for every packet: an implementation is thread-safe, takes next to no time, and does not throw.
 */
public interface EngineObserver {

    /** Sees nothing. */
    EngineObserver NONE = new EngineObserver() {};

    /** A session has been opened on a transport. */
    default void opened(TransportName transport) {}

    /** A session has ended; told exactly once for each that was opened. */
    default void closed(CloseReason reason) {}

    /** A packet of a client has come in; the size is that of its WebSocket frame's payload, on any transport. */
    default void received(int bytes) {}

    /** Packets have been queued for a client; the size as in {@link #received}. */
    default void queued(long bytes) {}

    /** A client has answered a ping. */
    default void roundTrip(long nanos) {}
}

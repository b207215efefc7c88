package dev.parley.transport;

/**
 * Sees the requests that the edge refuses, for whoever counts them. Called on the threads of the requests: an
 * implementation is thread-safe, takes next to no time, and does not throw.
 */
@FunctionalInterface
public interface RefusalObserver {

    /** Sees nothing. */
    RefusalObserver NONE = reason -> {};

    /** A handshake, or a request of a session, is refused. */
    void refused(RefusalReason reason);
}

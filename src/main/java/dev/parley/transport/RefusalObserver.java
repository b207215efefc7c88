package dev.parley.transport;

/**
 * Receives the rejected requests, for statistics. Called on the threads of the requests: an implementation must be
 * thread-safe, must return almost immediately, and must not throw.
 */
@FunctionalInterface
public interface RefusalObserver {

    /** Ignores all rejections. */
    RefusalObserver NONE = reason -> {};

    /** A handshake, or a request of a session, has been rejected. */
    void refused(RefusalReason reason);

    /**
     * A guard has rejected a handshake.
     *
     * @param address the client's address; behind trusted proxies, the address that they report
     */
    default void refused(RefusalReason reason, String address) {
        refused(reason);
    }
}

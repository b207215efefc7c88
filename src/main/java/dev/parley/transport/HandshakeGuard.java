package dev.parley.transport;

/**
 * Decides whether a new session may be opened. Called on the container's request thread, before anything has been
 * allocated for the session. Guards are called in order, cheap ones first, until one rejects the request.
 */
@FunctionalInterface
public interface HandshakeGuard {

    /**
     * Decides about one request. Must not throw; if a guard throws, the request is rejected with status 500 and a fixed
     * message that gives no cause.
     */
    HandshakeVerdict check(HandshakeRequest request);
}

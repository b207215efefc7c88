package dev.parley.transport;

/**
 * Decides whether a new session may be opened. Called on the container's request thread, before anything has been
 * allocated for the session. Guards are asked in order, cheap ones first, until one refuses.
 */
@FunctionalInterface
public interface HandshakeGuard {

    /** Decides about one request. Must not throw; a guard that does so refuses with 500 and nothing is told. */
    HandshakeVerdict check(HandshakeRequest request);
}

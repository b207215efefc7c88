package dev.parley.chat;

/**
 * Sees the errors that clients are told of, for whoever counts them. Called on any thread: an implementation is
 * thread-safe, takes next to no time, and does not throw.
 */
@FunctionalInterface
public interface ErrorObserver {

    /** Sees nothing. */
    ErrorObserver NONE = code -> {};

    /** A client is told of an error: once for each, in however many packets it is told. */
    void told(ErrorCode code);
}

package dev.parley.chat.error;

/**
 * Observes the errors that are sent to clients, for example to count them. It is called on any thread: an
 * implementation must be thread-safe, return quickly, and not throw.
 */
@FunctionalInterface
public interface ErrorObserver {

    /** Ignores all errors. */
    ErrorObserver NONE = code -> {};

    /** An error is sent to a client. Called once for each error, even if it is sent in several packets. */
    void told(ErrorCode code);

    /** As {@link #told}, for an error with a code of the application's own. */
    default void toldByApplication() {}
}

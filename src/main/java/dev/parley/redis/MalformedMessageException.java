package dev.parley.redis;

/** What came over a channel is nothing that a server of the cluster sends. The message is for logs and quotes nothing. */
final class MalformedMessageException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedMessageException(String message) {
        // Made for each bad message, so without a stack trace that nobody reads.
        super(message, null, false, false);
    }
}

package dev.parley.redis.messaging;

/**
 * A message on a channel is not one that a server of the cluster sends. The text of the exception is for logs and
 * quotes nothing of the message.
 */
public final class MalformedMessageException extends Exception {

    private static final long serialVersionUID = 1L;

    /** An exception with a text for logs. */
    public MalformedMessageException(String message) {
        // Made for each bad message, so without a stack trace, which nobody would read.
        super(message, null, false, false);
    }
}

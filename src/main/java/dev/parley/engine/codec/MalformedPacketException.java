package dev.parley.engine.codec;

/**
 * The input of a client is not valid Engine.IO. The message is for the log, never for the client, and never quotes the
 * input.
 *
 * <p>It has no stack trace, because hostile input may cause millions of these exceptions.
 */
public final class MalformedPacketException extends Exception {

    /** Creates an exception with its cause in a few words. */
    public MalformedPacketException(String message) {
        super(message, null, false, false);
    }
}

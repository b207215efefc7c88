package dev.parley.engine.codec;

/**
 * What a client sent is not Engine.IO. The message is for the log, never for the client, and never quotes the input.
 *
 * <p>Carries no stack trace: hostile input may cause millions of them.
 */
public final class MalformedPacketException extends Exception {

    /** A refusal with its cause in a few words. */
    public MalformedPacketException(String message) {
        super(message, null, false, false);
    }
}

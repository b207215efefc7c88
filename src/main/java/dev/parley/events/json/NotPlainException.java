package dev.parley.events.json;

/** A value has no plain form; JSON-B knows what it is, or what is wrong with it. Has no stack trace, and is one for all. */
final class NotPlainException extends Exception {

    static final NotPlainException INSTANCE = new NotPlainException();

    private static final long serialVersionUID = 1L;

    private NotPlainException() {
        super("not plain", null, false, false);
    }
}

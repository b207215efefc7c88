package dev.parley.events.json;

/**
 * A JSON value cannot be read as what is expected. The texts may be told to the client that has sent the value: they
 * contain nothing of libraries or classes. Has no stack trace.
 */
public final class JsonBindingException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String path;
    private final String reason;

    JsonBindingException(String path, String reason) {
        super((path.isEmpty() ? "the value" : path) + " " + reason, null, false, false);
        this.path = path;
        this.reason = reason;
    }

    /** Where the value is that is wrong, such as {@code items[2].price}; empty if it is the whole value. */
    public String path() {
        return path;
    }

    /** What is wrong, as the rest of a sentence: {@code must be a string}. */
    public String reason() {
        return reason;
    }
}

package dev.parley.config;

/** A setting has a value that is not allowed. The message is one line for the operator, without passwords. */
public final class InvalidSettingException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int MAX_LENGTH = 480;

    /** Reports a value that is not allowed for the variable. */
    public InvalidSettingException(String name, String value, String allowed) {
        super(name + "=" + shortened(value) + " is not allowed: " + allowed);
    }

    /** Reports a value that a consumer rejects, in the words of the consumer, which name the variable. */
    public InvalidSettingException(String message) {
        super(shortened(message));
    }

    private static String shortened(String text) {
        String line = Redaction.oneLine(Redaction.credentials(text));
        return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "…";
    }
}

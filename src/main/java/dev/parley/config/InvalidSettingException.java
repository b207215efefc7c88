package dev.parley.config;

/** A setting has a value that is not allowed. The message is one line for the operator. */
public final class InvalidSettingException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int MAX_VALUE_LENGTH = 120;

    /** A value that is not what the variable wants. */
    public InvalidSettingException(String name, String value, String allowed) {
        super(name + "=" + shortened(value) + " is not allowed: " + allowed);
    }

    /** A refusal by a consumer, in its own words, which name the variable. */
    public InvalidSettingException(String message) {
        super(shortened(message));
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= MAX_VALUE_LENGTH * 4 ? line : line.substring(0, MAX_VALUE_LENGTH * 4) + "…";
    }
}

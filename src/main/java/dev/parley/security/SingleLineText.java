package dev.parley.security;

/** Text that an operator has written, quoted in a message of one line. */
final class SingleLineText {

    private static final int MAX_SHOWN = 120;

    private SingleLineText() {}

    /** {@code value} in quotes, with its control characters replaced and its end cut off if it is long. */
    static String quote(String value) {
        String shown = value.length() > MAX_SHOWN ? value.substring(0, MAX_SHOWN) + "…" : value;
        return '\'' + shown.replaceAll("\\p{Cntrl}", "?") + '\'';
    }
}

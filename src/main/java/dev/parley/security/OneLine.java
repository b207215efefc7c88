package dev.parley.security;

/** Text of an operator's making, shown back in a message of one line. */
final class OneLine {

    private static final int MAX_SHOWN = 120;

    private OneLine() {}

    /** {@code value} in quotes, its control characters replaced and its tail cut off. */
    static String quote(String value) {
        String shown = value.length() > MAX_SHOWN ? value.substring(0, MAX_SHOWN) + "…" : value;
        return '\'' + shown.replaceAll("\\p{Cntrl}", "?") + '\'';
    }
}

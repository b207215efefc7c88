package dev.parley.config;

import java.util.regex.Pattern;

/** Makes values fit for a log and for an administrator's eye. */
final class Redaction {

    private static final String HIDDEN = "***";
    /** What stands between the two slashes of a URL and its last at-sign; a list of URLs has it several times. */
    private static final Pattern CREDENTIALS = Pattern.compile("(?<=//)(?:(?!,\\s*[a-z]+://).)*@", Pattern.DOTALL);
    /** What starts a new line somewhere: control characters, and the separators of Unicode. */
    private static final Pattern LINE_BREAKS = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]+");

    private Redaction() {}

    /** A value that nobody may see; nothing stays nothing. */
    static String whole(String value) {
        return value.isEmpty() ? value : HIDDEN;
    }

    /** A value without the user names and passwords of the URLs in it. */
    static String credentials(String value) {
        return CREDENTIALS.matcher(value).replaceAll(HIDDEN + "@");
    }

    /** A value on one line. */
    static String oneLine(String value) {
        return LINE_BREAKS.matcher(value).replaceAll(" ");
    }
}

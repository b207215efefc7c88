package dev.parley.config;

import java.util.regex.Pattern;

/** Removes secrets and line breaks from values, so that they can be logged and shown to an administrator. */
final class Redaction {

    private static final String HIDDEN = "***";
    /** The text between the two slashes of a URL and its last at-sign; a list of URLs has several such texts. */
    private static final Pattern CREDENTIALS = Pattern.compile("(?<=//)(?:(?!,\\s*[a-z]+://).)*@", Pattern.DOTALL);
    /**
     * The characters that can start a new line: control characters, and the line and paragraph separators of Unicode.
     */
    private static final Pattern LINE_BREAKS = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]+");

    private Redaction() {}

    /** Hides a whole value; an empty value stays empty. */
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

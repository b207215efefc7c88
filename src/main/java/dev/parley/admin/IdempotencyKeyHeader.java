package dev.parley.admin;

import dev.parley.admin.problem.Problem;
import dev.parley.admin.problem.ProblemException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header {@code Idempotency-Key} (draft-ietf-httpapi-idempotency-key-header): a string in quotation marks (RFC 8941).
 * Without them it is read, too, because many clients send it like this.
 */
final class IdempotencyKeyHeader {

    static final String NAME = "Idempotency-Key";

    private static final int MAX_LENGTH = 255;
    private static final Pattern STRING =
            Pattern.compile("\"((?:[\\x20-\\x21\\x23-\\x5b\\x5d-\\x7e]|\\\\[\"\\\\])*)\"");
    private static final Pattern BARE = Pattern.compile("[\\x21\\x23-\\x2b\\x2d-\\x3a\\x3c-\\x5b\\x5d-\\x7e]+");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");

    private IdempotencyKeyHeader() {}

    /** The key in a header's value; a {@link ProblemException} if it has none. */
    static String parse(String value) {
        String text = value.strip();
        Matcher string = STRING.matcher(text);
        if (string.matches()) {
            return bounded(ESCAPE.matcher(string.group(1)).replaceAll("$1"));
        }
        if (BARE.matcher(text).matches()) {
            return bounded(text);
        }
        throw wrong();
    }

    private static String bounded(String key) {
        if (key.isEmpty() || key.length() > MAX_LENGTH) {
            throw wrong();
        }
        return key;
    }

    private static ProblemException wrong() {
        return new ProblemException(
                Problem.invalid(NAME, "must be one string of 1 to " + MAX_LENGTH + " characters in quotation marks"));
    }
}

package dev.parley.api;

import java.util.Objects;
import java.util.Optional;

/**
 * What a client is told of a failure, on the wire {@code {code, message, details?, timestamp}}; Parley adds the timestamp.
 *
 * @param code for programs: upper case letters, digits and underscores. Codes of applications should not be those of
 *     Parley's own errors
 * @param message for people, in a sentence
 * @param details more for programs, written by JSON-B; empty if there is nothing
 */
public record Problem(String code, String message, Optional<Object> details) {

    /** @throws IllegalArgumentException if the code has another form */
    public Problem {
        if (!code.matches("[A-Z][A-Z0-9_]{0,63}")) {
            throw new IllegalArgumentException("not a code of upper case letters, digits and underscores: " + code);
        }
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(details, "details");
    }

    /** A problem without details. */
    public static Problem of(String code, String message) {
        return new Problem(code, message, Optional.empty());
    }

    /** A problem with details, which must not be null. */
    public static Problem of(String code, String message, Object details) {
        return new Problem(code, message, Optional.of(details));
    }
}

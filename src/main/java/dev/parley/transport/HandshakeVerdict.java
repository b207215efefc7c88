package dev.parley.transport;

import dev.parley.engine.RequestError;
import java.security.Principal;
import java.util.Map;

/** What a {@link HandshakeGuard} says. */
public sealed interface HandshakeVerdict {

    /** Nothing against it. */
    HandshakeVerdict PASSED = new Passed();

    /** Nothing against it. */
    record Passed() implements HandshakeVerdict {}

    /** Nothing against it, and the request's own credentials prove who makes it. */
    record Identified(Principal principal) implements HandshakeVerdict {}

    /**
     * No.
     *
     * @param reason for operators
     * @param status the HTTP status
     * @param error the error of Engine.IO that comes closest
     * @param message what is wrong, for a person
     * @param headers to be set on the answer, e.g. {@code Retry-After}
     */
    record Refused(RefusalReason reason, int status, RequestError error, String message, Map<String, String> headers)
            implements HandshakeVerdict {

        /** A refusal without headers. */
        public static Refused of(RefusalReason reason, int status, RequestError error, String message) {
            return new Refused(reason, status, error, message, Map.of());
        }
    }
}

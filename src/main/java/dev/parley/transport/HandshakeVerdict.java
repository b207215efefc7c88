package dev.parley.transport;

import dev.parley.engine.RequestError;
import java.security.Principal;
import java.util.Map;

/** The result of a {@link HandshakeGuard}. */
public sealed interface HandshakeVerdict {

    /** The guard has no objection. */
    HandshakeVerdict PASSED = new Passed();

    /** The guard has no objection. */
    record Passed() implements HandshakeVerdict {}

    /** The guard has no objection, and the request's own credentials prove this user. */
    record Identified(Principal principal) implements HandshakeVerdict {}

    /**
     * The guard has no objection, and has reserved a place for the session. At most one guard of a route may return
     * this.
     */
    record Reserved(Reservation reservation) implements HandshakeVerdict {}

    /**
     * The guard rejects the request.
     *
     * @param reason for operators
     * @param status the HTTP status
     * @param error the Engine.IO error that fits best
     * @param message an explanation for a person
     * @param headers headers of the response, e.g. {@code Retry-After}
     */
    record Refused(RefusalReason reason, int status, RequestError error, String message, Map<String, String> headers)
            implements HandshakeVerdict {

        /** Creates a rejection without headers. */
        public static Refused of(RefusalReason reason, int status, RequestError error, String message) {
            return new Refused(reason, status, error, message, Map.of());
        }
    }
}

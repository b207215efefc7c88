package dev.parley.audit;

import java.util.Objects;

/**
 * An action that somebody did, or was not allowed to do.
 *
 * @param outcome the outcome of the action
 * @param user the user, from a verified token; empty if the user is unknown
 * @param address the client's address; empty if it is unknown
 * @param action the action, such as {@code DELETE} or {@code handshake}
 * @param target the target of the action, such as the path of a URL, encoded; of a query at
 *     most the parameter that names the target
 * @param detail the HTTP status, or the reason for a refusal
 */
public record AuditEvent(Outcome outcome, String user, String address, String action, String target, String detail) {

    /** The outcome of an action. */
    public enum Outcome {
        /** The action was done. */
        DONE,
        /** The action was not done, for a reason that does not concern the user's identity or rights. */
        FAILED,
        /** The user may not do the action, or the user is unknown. */
        REFUSED
    }

    /** Nothing may be null. */
    public AuditEvent {
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(detail, "detail");
    }
}

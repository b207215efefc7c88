package dev.parley.security;

/** Carries the reason for a rejection from the checks to the methods of the verifier; never leaves this package. */
final class TokenRejectedException extends Exception {

    private final RejectionReason reason;

    TokenRejectedException(RejectionReason reason) {
        // Rejections are routine, and anybody can cause them; so no stack trace is filled in.
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    RejectionReason reason() {
        return reason;
    }
}

package dev.parley.security;

/** Carries a refusal out of the depths of the verification; never leaves this package. */
final class TokenRejectedException extends Exception {

    private final RejectionReason reason;

    TokenRejectedException(RejectionReason reason) {
        // Refusals are routine, and anybody can cause them: no stack trace is filled in.
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    RejectionReason reason() {
        return reason;
    }
}

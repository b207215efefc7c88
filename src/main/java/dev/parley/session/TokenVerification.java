package dev.parley.session;

import dev.parley.security.JwtVerifier;
import dev.parley.security.RejectionReason;
import dev.parley.security.VerificationResult;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Verifies tokens for callers that must not block. A failed stage means that this server could not verify the token; it
 * does not mean that the token is invalid.
 */
@FunctionalInterface
public interface TokenVerification {

    /**
     * Verifies a token. The stage may complete before this method returns, or later on any thread.
     *
     * @param token any string that a client has sent
     */
    CompletionStage<VerificationResult> verify(String token);

    /**
     * Creates a verification by a {@link JwtVerifier}. It runs on the caller's thread if the verifier has the key
     * already, so that clients with valid tokens do not wait behind clients with tokens of unknown keys. Otherwise it
     * runs on the executor.
     *
     * @param waiting runs verifications that may wait for the network; when it rejects a task, the result is
     *     {@code KEYS_UNAVAILABLE}: the token cannot be verified at the moment
     */
    static TokenVerification by(JwtVerifier verifier, Executor waiting) {
        return token -> {
            Optional<VerificationResult> known = verifier.verifyAtOnce(token);
            if (known.isPresent()) {
                return CompletableFuture.completedStage(known.get());
            }
            try {
                return CompletableFuture.supplyAsync(() -> verifier.verify(token), waiting);
            } catch (RejectedExecutionException e) {
                return CompletableFuture.completedStage(
                        new VerificationResult.Rejected(RejectionReason.KEYS_UNAVAILABLE));
            }
        };
    }
}

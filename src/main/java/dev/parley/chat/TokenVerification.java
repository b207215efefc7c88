package dev.parley.chat;

import dev.parley.security.JwtVerifier;
import dev.parley.security.Verification;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Verifies tokens for callers that must not block. A stage that fails means that this server could not verify, and says
 * nothing about the token.
 */
@FunctionalInterface
public interface TokenVerification {

    /**
     * Verifies a token. The stage may complete before this returns, or later and then on any thread.
     *
     * @param token anything that a client has sent
     */
    CompletionStage<Verification> verify(String token);

    /** Verification by a {@link JwtVerifier}: on the caller's thread, or on the executor if it may have to wait. */
    static TokenVerification by(JwtVerifier verifier, Executor executor) {
        return token -> verifier.mayBlock()
                ? CompletableFuture.supplyAsync(() -> verifier.verify(token), executor)
                : CompletableFuture.completedStage(verifier.verify(token));
    }
}

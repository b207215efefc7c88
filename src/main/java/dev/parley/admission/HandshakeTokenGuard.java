package dev.parley.admission;

import dev.parley.engine.RequestError;
import dev.parley.security.JwtSettings;
import dev.parley.security.JwtVerifier;
import dev.parley.security.RejectionReason;
import dev.parley.security.RequestTokens;
import dev.parley.security.VerificationResult;
import dev.parley.transport.HandshakeGuard;
import dev.parley.transport.HandshakeRequest;
import dev.parley.transport.HandshakeVerdict;
import dev.parley.transport.RefusalReason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Verifies the token of a handshake, if it has one. The token is in the {@code Authorization} header, in a cookie if
 * MicroProfile JWT is configured so, or in the query string if the settings allow it. A handshake without a token
 * passes, because the CONNECT may still have one. A handshake with an invalid token is refused with 401. It is refused
 * with 503 if the keys are unavailable, or if {@value #MAX_WAITING} threads wait for keys already.
 */
public final class HandshakeTokenGuard implements HandshakeGuard {

    private static final String RETRY_SECONDS = "10";

    /** The largest number of the server's threads that may wait for keys at the same time. */
    private static final int MAX_WAITING = 4;

    private final Semaphore waiting = new Semaphore(MAX_WAITING);
    private final JwtVerifier verifier;
    private final JwtSettings settings;
    private final boolean tokenInQuery;
    private final RequestOrigin origins;
    private final boolean keepingTokens;

    /**
     * Creates a guard that looks for tokens where the settings say.
     *
     * @param keepingTokens whether the claims of a token are kept for the CONNECT, because a namespace needs them
     */
    public HandshakeTokenGuard(
            JwtVerifier verifier,
            JwtSettings settings,
            boolean tokenInQuery,
            RequestOrigin origins,
            boolean keepingTokens) {
        this.verifier = verifier;
        this.settings = settings;
        this.tokenInQuery = tokenInQuery;
        this.origins = origins;
        this.keepingTokens = keepingTokens;
    }

    @Override
    public HandshakeVerdict check(HandshakeRequest request) {
        Optional<String> token = tokenOf(request);
        if (token.isEmpty()) {
            return HandshakeVerdict.PASSED;
        }
        VerificationResult verification =
                verifier.verifyAtOnce(token.get()).orElseGet(() -> verifyPatiently(token.get()));
        if (verification instanceof VerificationResult.Verified verified) {
            return new HandshakeVerdict.Identified(new HandshakeUser(
                    verified.user(), keepingTokens ? Optional.of(verified.token()) : Optional.empty()));
        }
        return refused(((VerificationResult.Rejected) verification).reason());
    }

    /**
     * Verifies a token and waits for its key. This blocks one of the server's own threads, so only a few may wait at
     * the same time.
     */
    private VerificationResult verifyPatiently(String token) {
        if (!waiting.tryAcquire()) {
            return new VerificationResult.Rejected(RejectionReason.KEYS_UNAVAILABLE);
        }
        try {
            return verifier.verify(token);
        } finally {
            waiting.release();
        }
    }

    private static HandshakeVerdict refused(RejectionReason reason) {
        if (reason == RejectionReason.KEYS_UNAVAILABLE) {
            return new HandshakeVerdict.Refused(
                    RefusalReason.KEYS_UNAVAILABLE,
                    503,
                    RequestError.FORBIDDEN,
                    reason.sentence(),
                    Map.of("Retry-After", RETRY_SECONDS));
        }
        return new HandshakeVerdict.Refused(
                RefusalReason.TOKEN,
                401,
                RequestError.FORBIDDEN,
                reason.sentence(),
                Map.of("WWW-Authenticate", "Bearer error=\"invalid_token\""));
    }

    private Optional<String> tokenOf(HandshakeRequest request) {
        return RequestTokens.bearer(request.header("Authorization"))
                .or(() -> cookie(request))
                .or(() -> query(request));
    }

    private Optional<String> cookie(HandshakeRequest request) {
        if (!settings.tokenHeader().equals("Cookie") || !origins.allowsCookies(request)) {
            return Optional.empty();
        }
        List<String> values = request.cookies(settings.tokenCookie());
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
    }

    private Optional<String> query(HandshakeRequest request) {
        return tokenInQuery ? request.query().value("token") : Optional.empty();
    }
}

package dev.parley.admission;

import dev.parley.engine.RequestError;
import dev.parley.security.JwtSettings;
import dev.parley.security.JwtVerifier;
import dev.parley.security.RejectionReason;
import dev.parley.security.Verification;
import dev.parley.transport.HandshakeGuard;
import dev.parley.transport.HandshakeRequest;
import dev.parley.transport.HandshakeVerdict;
import dev.parley.transport.RefusalReason;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Verifies the token of a handshake that has one: in the {@code Authorization} header; in a cookie when MicroProfile JWT
 * is told so; in the query string only when that is allowed. A handshake without a token passes, since the token may
 * still come with the CONNECT; one with a wrong token is refused with 401, and with 503 while the keys cannot be had.
 */
public final class HandshakeTokenGuard implements HandshakeGuard {

    private static final String BEARER = "bearer ";
    private static final String RETRY_SECONDS = "10";

    private final JwtVerifier verifier;
    private final JwtSettings settings;
    private final boolean tokenInQuery;
    private final RequestOrigin origins;

    /** Looks for tokens where the settings say. */
    public HandshakeTokenGuard(
            JwtVerifier verifier, JwtSettings settings, boolean tokenInQuery, RequestOrigin origins) {
        this.verifier = verifier;
        this.settings = settings;
        this.tokenInQuery = tokenInQuery;
        this.origins = origins;
    }

    @Override
    public HandshakeVerdict check(HandshakeRequest request) {
        Optional<String> token = tokenOf(request);
        if (token.isEmpty()) {
            return HandshakeVerdict.PASSED;
        }
        Verification verification = verifier.verify(token.get());
        if (verification instanceof Verification.Verified verified) {
            return new HandshakeVerdict.Identified(new HandshakeUser(verified.user()));
        }
        return refused(((Verification.Rejected) verification).reason());
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
        return bearer(request).or(() -> cookie(request)).or(() -> query(request));
    }

    private static Optional<String> bearer(HandshakeRequest request) {
        return request.header("Authorization")
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()).strip());
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

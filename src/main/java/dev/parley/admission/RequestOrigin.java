package dev.parley.admission;

import dev.parley.engine.RequestError;
import dev.parley.security.OriginPolicy;
import dev.parley.transport.CrossOrigin;
import dev.parley.transport.HandshakeGuard;
import dev.parley.transport.HandshakeRequest;
import dev.parley.transport.HandshakeVerdict;
import dev.parley.transport.RefusalReason;
import java.util.Optional;

/**
 * Applies the origin policy to handshakes: it is the CORS policy for polling and the guard for both transports, because
 * browsers do not apply CORS to WebSockets.
 */
public final class RequestOrigin implements HandshakeGuard, CrossOrigin {

    private final OriginPolicy policy;

    /** Applies a policy. */
    public RequestOrigin(OriginPolicy policy) {
        this.policy = policy;
    }

    @Override
    public HandshakeVerdict check(HandshakeRequest request) {
        return policy.allows(request.header("Origin"), request.scheme(), request.host())
                ? HandshakeVerdict.PASSED
                : HandshakeVerdict.Refused.of(
                        RefusalReason.ORIGIN, 403, RequestError.FORBIDDEN, "This origin may not connect");
    }

    @Override
    public Optional<String> allowedOrigin(HandshakeRequest request) {
        return policy.allowedOriginHeader(request.header("Origin"), request.scheme(), request.host());
    }

    /**
     * Whether the cookies of the request may be used. A page of another origin can make the browser send cookies, so
     * they count only if the policy allows credentials for the origin.
     */
    boolean allowsCookies(HandshakeRequest request) {
        return policy.allowsCredentials(request.header("Origin"), request.scheme(), request.host());
    }
}

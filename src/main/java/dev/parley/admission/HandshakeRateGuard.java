package dev.parley.admission;

import dev.parley.engine.RequestError;
import dev.parley.limits.RateLimit;
import dev.parley.limits.RateLimitDecision;
import dev.parley.transport.HandshakeGuard;
import dev.parley.transport.HandshakeRequest;
import dev.parley.transport.HandshakeVerdict;
import dev.parley.transport.RefusalReason;
import java.util.Map;

/** Limits the rate of handshakes of one address. */
public final class HandshakeRateGuard implements HandshakeGuard {

    private final RateLimit limit;
    private final RequestAddress addresses;

    /** Creates a guard that counts handshakes by the client's address. */
    public HandshakeRateGuard(RateLimit limit, RequestAddress addresses) {
        this.limit = limit;
        this.addresses = addresses;
    }

    @Override
    public HandshakeVerdict check(HandshakeRequest request) {
        RateLimitDecision decision = limit.tryAcquire(addresses.resolve(request).limitKey());
        if (decision.allowed()) {
            return HandshakeVerdict.PASSED;
        }
        long seconds = Math.max(1, (decision.retryAfter().toMillis() + 999) / 1000);
        return new HandshakeVerdict.Refused(
                RefusalReason.RATE,
                429,
                RequestError.FORBIDDEN,
                "Too many connections from this address",
                Map.of("Retry-After", Long.toString(seconds)));
    }
}

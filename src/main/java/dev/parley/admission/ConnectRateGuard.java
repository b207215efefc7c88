package dev.parley.admission;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.chat.error.ChatError;
import dev.parley.chat.error.ErrorCode;
import dev.parley.limits.RateLimit;
import dev.parley.limits.RateLimitDecision;
import dev.parley.socketio.ConnectDecision;
import dev.parley.socketio.ConnectGuard;
import dev.parley.socketio.ConnectRequest;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Limits the rate of CONNECTs of one session, successful or not: each may need the verification of a token, and each
 * success causes presence updates to other clients. A session over the limit is refused and closed. To try again, the
 * client needs a new handshake, and the rate of handshakes is limited by address.
 */
public final class ConnectRateGuard implements ConnectGuard {

    private final RateLimit limit;
    private final Clock clock;

    /**
     * Creates a guard that counts by session.
     *
     * @param clock gives the timestamps of refusals
     */
    public ConnectRateGuard(RateLimit limit, Clock clock) {
        this.limit = limit;
        this.clock = clock;
    }

    @Override
    public CompletionStage<ConnectDecision> decide(ConnectRequest request) {
        RateLimitDecision decision = limit.tryAcquire(request.session());
        return CompletableFuture.completedStage(
                decision.allowed()
                        ? ConnectDecision.ADMITTED
                        : refused(decision.retryAfter().toMillis()));
    }

    private ConnectDecision refused(long retryAfterMs) {
        ChatError error = new ChatError(
                ErrorCode.RATE_LIMIT_EXCEEDED,
                "Too many attempts to connect. Wait " + retryAfterMs + " ms before the next one.",
                JSON.createObjectBuilder().add("retryAfterMs", retryAfterMs).build(),
                clock.instant());
        return new ConnectDecision.Refused(error.message(), error.toJson(), true);
    }
}

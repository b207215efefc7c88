package dev.parley.admission;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.chat.ChatError;
import dev.parley.chat.ErrorCode;
import dev.parley.limits.Decision;
import dev.parley.limits.RateLimit;
import dev.parley.socketio.ConnectDecision;
import dev.parley.socketio.ConnectGuard;
import dev.parley.socketio.ConnectRequest;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Limits how often one session may ask to join, whatever became of it: each time may cost the verification of a token,
 * and each success an announcement to others. A session that asks too often is closed with its refusal; the next one of
 * its client is a handshake, and those are limited by address.
 */
public final class ConnectRateGuard implements ConnectGuard {

    private final RateLimit limit;
    private final Clock clock;

    /**
     * Counts by session.
     *
     * @param clock tells the time of refusals
     */
    public ConnectRateGuard(RateLimit limit, Clock clock) {
        this.limit = limit;
        this.clock = clock;
    }

    @Override
    public CompletionStage<ConnectDecision> decide(ConnectRequest request) {
        Decision decision = limit.tryAcquire(request.session());
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

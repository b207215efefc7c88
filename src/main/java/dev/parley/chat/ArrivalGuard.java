package dev.parley.chat;

import dev.parley.socketio.ConnectDecision;
import dev.parley.socketio.ConnectGuard;
import dev.parley.socketio.ConnectRequest;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Takes down when a socket came and what its client said of itself: {@code auth.metadata} of the CONNECT, an object like
 * the metadata of all events. Another one is refused with {@code INVALID_MESSAGE}. To be asked behind the guard that
 * verifies the token.
 */
final class ArrivalGuard implements ConnectGuard {

    private final PayloadReader payloads;
    private final Clock clock;

    ArrivalGuard(PayloadReader payloads, Clock clock) {
        this.payloads = payloads;
        this.clock = clock;
    }

    @Override
    public CompletionStage<ConnectDecision> decide(ConnectRequest request) {
        return CompletableFuture.completedStage(decision(request));
    }

    private ConnectDecision decision(ConnectRequest request) {
        try {
            JsonObject metadata = payloads.description(request.auth()).metadata();
            return ConnectDecision.Admitted.with(
                    Arrival.KEY,
                    new Arrival(clock.instant(), metadata == null ? JsonValue.EMPTY_JSON_OBJECT : metadata));
        } catch (RefusedException refusal) {
            ChatError error = new ChatError(refusal.code(), refusal.getMessage(), refusal.details(), clock.instant());
            return new ConnectDecision.Refused(error.message(), error.toJson());
        }
    }
}

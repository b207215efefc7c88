package dev.parley.chat;

import dev.parley.chat.directory.ConnectDetails;
import dev.parley.chat.error.ChatError;
import dev.parley.chat.error.RefusedException;
import dev.parley.chat.payload.PayloadReader;
import dev.parley.socketio.ConnectDecision;
import dev.parley.socketio.ConnectGuard;
import dev.parley.socketio.ConnectRequest;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Stores the time at which a socket connects and the client's description of itself: {@code auth.metadata} of the
 * CONNECT. This must be a JSON object with the same limits as the metadata of events. A CONNECT with any other
 * {@code metadata} is refused with {@code INVALID_MESSAGE}. This guard must run after the guard that verifies the
 * token.
 */
public final class ConnectDetailsGuard implements ConnectGuard {

    private final PayloadReader payloads;
    private final Clock clock;

    ConnectDetailsGuard(PayloadReader payloads, Clock clock) {
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
                    ConnectDetails.KEY,
                    new ConnectDetails(clock.instant(), metadata == null ? JsonValue.EMPTY_JSON_OBJECT : metadata));
        } catch (RefusedException refusal) {
            ChatError error = new ChatError(refusal.code(), refusal.getMessage(), refusal.details(), clock.instant());
            return new ConnectDecision.Refused(error.message(), error.toJson());
        }
    }
}

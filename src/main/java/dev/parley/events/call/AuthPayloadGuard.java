package dev.parley.events.call;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.socketio.AttributeKey;
import dev.parley.socketio.ConnectDecision;
import dev.parley.socketio.ConnectGuard;
import dev.parley.socketio.ConnectRequest;
import dev.parley.socketio.Socket;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Keeps the {@code auth} payload of a CONNECT, without the token, until {@code @OnConnect} methods have been called. */
final class AuthPayloadGuard implements ConnectGuard {

    private static final AttributeKey<JsonObject> PAYLOAD = new AttributeKey<>("auth payload", JsonObject.class);
    private static final String TOKEN = "token";

    @Override
    public CompletionStage<ConnectDecision> decide(ConnectRequest request) {
        JsonObject payload = request.auth().containsKey(TOKEN)
                ? JSON.createObjectBuilder(request.auth()).remove(TOKEN).build()
                : request.auth();
        return CompletableFuture.completedStage(ConnectDecision.Admitted.with(PAYLOAD, payload));
    }

    /** Takes the payload of a socket; empty if there was none. */
    static JsonObject take(Socket socket) {
        JsonObject payload = socket.removeAttribute(PAYLOAD);
        return payload == null ? JsonValue.EMPTY_JSON_OBJECT : payload;
    }
}

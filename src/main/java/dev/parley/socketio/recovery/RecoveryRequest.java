package dev.parley.socketio.recovery;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.Optional;

/**
 * What a client shows that returns, in the payload of its CONNECT.
 *
 * @param pid the secret of its session
 * @param offset the last offset that it has seen; empty if it has seen none
 */
public record RecoveryRequest(String pid, Optional<String> offset) {

    /** Reads the payload of a CONNECT; empty if the client shows no session. */
    public static Optional<RecoveryRequest> in(JsonObject auth) {
        return text(auth, "pid").map(pid -> new RecoveryRequest(pid, text(auth, "offset")));
    }

    private static Optional<String> text(JsonObject auth, String name) {
        return auth.get(name) instanceof JsonString text ? Optional.of(text.getString()) : Optional.empty();
    }
}

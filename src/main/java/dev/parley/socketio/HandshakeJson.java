package dev.parley.socketio;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.engine.Handshake;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Set;

/**
 * A handshake as other Socket.IO servers describe one to each other, with the same names. There is nothing secret in it:
 * of the headers only those that {@link Handshake} keeps, and no {@code auth}.
 */
final class HandshakeJson {

    /** What clients put a token in; the sessions of this server keep none, which is no reason to rely on it. */
    private static final Set<String> SECRET = Set.of("token", "access_token", "auth", "jwt");

    private HandshakeJson() {}

    static JsonObject of(Handshake handshake) {
        JsonObjectBuilder headers = JSON.createObjectBuilder();
        handshake.origin().ifPresent(origin -> headers.add("origin", origin));
        handshake.userAgent().ifPresent(agent -> headers.add("user-agent", agent));
        JsonObjectBuilder query = JSON.createObjectBuilder();
        handshake.query().forEach((name, value) -> {
            if (!SECRET.contains(name)) {
                query.add(name, value);
            }
        });
        return JSON.createObjectBuilder()
                .add("headers", headers)
                .add("time", handshake.time().toString())
                .add("address", handshake.remoteAddress())
                .add("xdomain", handshake.origin().isPresent())
                .add("secure", handshake.secure())
                .add("issued", handshake.time().toEpochMilli())
                .add("url", handshake.path())
                .add("query", query)
                .add("auth", JsonValue.EMPTY_JSON_OBJECT)
                .build();
    }
}

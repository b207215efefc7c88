package dev.parley.chat.directory;

import dev.parley.socketio.AttributeKey;
import dev.parley.socketio.codec.RetainedJson;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Objects;

/**
 * The time at which a socket connected, and its client's description of itself.
 *
 * @param time when the socket was admitted
 * @param metadata the client's description of itself; empty when the client sent none
 */
public record ConnectDetails(Instant time, JsonObject metadata) {

    /** The key of a socket's details. {@code ConnectDetailsGuard} sets them for every socket of the chat. */
    public static final AttributeKey<ConnectDetails> KEY = new AttributeKey<>("arrival", ConnectDetails.class);

    public ConnectDetails {
        Objects.requireNonNull(time, "time");
        metadata = RetainedJson.of(Objects.requireNonNull(metadata, "metadata"));
    }
}

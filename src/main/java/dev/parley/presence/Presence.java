package dev.parley.presence;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.socketio.codec.RetainedJson;
import dev.parley.socketio.codec.Timestamps;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * The presence of a user, as others see it.
 *
 * @param userId the user's id
 * @param status the status that others see; a connected user may wish to be seen as offline
 * @param timestamp the time of the last change; for a user who is not connected, the time of the query, because nothing
 *     is stored about such a user
 * @param metadata the metadata that the user sent with the status; null if there are none
 * @param sockets the ids of the user's sockets, on all nodes
 */
public record Presence(
        String userId, PresenceStatus status, Instant timestamp, JsonObject metadata, Set<String> sockets) {

    /** Only the metadata may be null; keeps a copy of the sockets. */
    public Presence {
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(timestamp, "timestamp");
        metadata = RetainedJson.of(metadata);
        sockets = Set.copyOf(sockets);
    }

    /** A user without sockets. */
    public static Presence offline(String userId, Instant now) {
        return new Presence(userId, PresenceStatus.OFFLINE, now, null, Set.of());
    }

    /** Whether the user has a socket. */
    public boolean isConnected() {
        return !sockets.isEmpty();
    }

    /** The payload of {@code presence-update}. It does not contain the sockets, which other users need not know. */
    public JsonObject toJson() {
        JsonObjectBuilder json = JSON.createObjectBuilder()
                .add("userId", userId)
                .add("status", status.text())
                .add("timestamp", Timestamps.text(timestamp));
        if (metadata != null) {
            json.add("metadata", metadata);
        }
        return json.build();
    }
}

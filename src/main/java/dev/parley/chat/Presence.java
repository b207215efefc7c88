package dev.parley.chat;

import static dev.parley.socketio.codec.JsonText.JSON;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * How a user is seen.
 *
 * @param userId the user's id
 * @param status what others see; a connected user may wish to be seen as offline
 * @param timestamp since when; for a user who is not connected the moment of the question, as nothing is kept
 * @param metadata what the user said with the status; null when nothing
 * @param sockets the ids of the user's sockets, on all nodes
 */
public record Presence(
        String userId, PresenceStatus status, Instant timestamp, JsonObject metadata, Set<String> sockets) {

    /** Only the metadata may be null; keeps a copy of the sockets. */
    public Presence {
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(timestamp, "timestamp");
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

    /** The payload of {@code presence-update}: without the sockets, which are nobody's business. */
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

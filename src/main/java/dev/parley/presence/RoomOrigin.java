package dev.parley.presence;

import dev.parley.socketio.codec.RetainedJson;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Objects;

/**
 * The origin of a room: when it was made, and with which metadata.
 *
 * @param createdAt the time when the room's first member joined; for a room that another server made, the time when
 *     this server first noticed it
 * @param metadata the metadata that the room's creator gave; empty if there are none
 */
public record RoomOrigin(Instant createdAt, JsonObject metadata) {

    /** Neither may be null. */
    public RoomOrigin {
        Objects.requireNonNull(createdAt, "createdAt");
        metadata = RetainedJson.of(Objects.requireNonNull(metadata, "metadata"));
    }
}

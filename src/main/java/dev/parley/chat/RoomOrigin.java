package dev.parley.chat;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Objects;

/**
 * When and as what a room was made.
 *
 * @param createdAt when its first member joined, or for a room that another server made when this one took note of it
 * @param metadata what its creator gave; empty when nothing
 */
public record RoomOrigin(Instant createdAt, JsonObject metadata) {

    /** Neither may be null. */
    public RoomOrigin {
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(metadata, "metadata");
    }
}

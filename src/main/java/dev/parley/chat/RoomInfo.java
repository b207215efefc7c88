package dev.parley.chat;

import static dev.parley.socketio.codec.JsonText.JSON;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/**
 * A room for people, as it was when it was asked for.
 *
 * @param name its name
 * @param createdAt when its first member joined, or for a room that another server made when this one took note of it
 * @param metadata what its creator gave; empty when nothing
 * @param members the ids of the sockets in it; not empty
 */
public record RoomInfo(String name, Instant createdAt, JsonObject metadata, Set<String> members) {

    /** Keeps a copy of the members. */
    public RoomInfo {
        members = Set.copyOf(members);
    }

    /** The number of sockets in it. */
    public int memberCount() {
        return members.size();
    }

    /** The room as operators see it, its members in the order of their ids. */
    public JsonObject toJson() {
        return JSON.createObjectBuilder()
                .add("name", name)
                .add("memberCount", memberCount())
                .add("members", JSON.createArrayBuilder(new TreeSet<>(members)))
                .add("createdAt", Timestamps.text(createdAt))
                .add("metadata", metadata)
                .build();
    }
}

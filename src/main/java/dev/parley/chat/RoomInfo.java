package dev.parley.chat;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Set;

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
}

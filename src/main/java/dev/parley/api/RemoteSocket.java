package dev.parley.api;

import jakarta.json.JsonObject;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A socket of this node or of another one, as it was when {@link Emitter#fetchSockets()} asked. To do something with it,
 * send to the room that has its id.
 *
 * @param id the socket's id
 * @param user the id of its user; empty if it has none, or if another kind of server does not tell
 * @param rooms the rooms that it is in, its own id among them
 * @param data what its server tells of it
 */
public record RemoteSocket(String id, Optional<String> user, Set<String> rooms, JsonObject data) {

    /** Nothing may be null. Copies the rooms. */
    public RemoteSocket {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(user, "user");
        rooms = Set.copyOf(rooms);
        Objects.requireNonNull(data, "data");
    }
}

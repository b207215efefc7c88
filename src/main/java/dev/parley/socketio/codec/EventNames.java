package dev.parley.socketio.codec;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Set;

/** Checks whether an event may have a name: only names that every other implementation accepts are allowed. */
public final class EventNames {

    /**
     * Clients use these names for events of their own interface. A peer that receives one of them drops the connection.
     */
    private static final Set<String> RESERVED =
            Set.of("connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener");

    /**
     * The reference server uses the first three itself. An {@code error} event without a handler would end a Node
     * process.
     */
    private static final Set<String> RESERVED_BY_SERVERS = Set.of("connect", "connection", "new_namespace", "error");

    private EventNames() {}

    /** Whether a name has a meaning of its own, so that no event may have it. */
    public static boolean isReserved(String name) {
        return RESERVED.contains(name);
    }

    /** Whether a name has a meaning of its own to servers, so that no event between servers may have it. */
    public static boolean isReservedByServers(String name) {
        return RESERVED_BY_SERVERS.contains(name);
    }

    /** Whether an event's data begin with a name that is allowed. */
    static boolean begin(JsonArray data) {
        if (data.isEmpty()) {
            return false;
        }
        JsonValue name = data.get(0);
        return name instanceof JsonNumber || name instanceof JsonString text && !isReserved(text.getString());
    }
}

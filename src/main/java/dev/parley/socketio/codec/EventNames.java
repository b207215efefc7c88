package dev.parley.socketio.codec;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Set;

/** Which names an event may have: those that every other implementation takes too. */
final class EventNames {

    /** They mean something in the clients' own interface; who receives one drops the connection. */
    private static final Set<String> RESERVED =
            Set.of("connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener");

    private EventNames() {}

    /** Whether an event's data begin with a name that is allowed. */
    static boolean begin(JsonArray data) {
        if (data.isEmpty()) {
            return false;
        }
        JsonValue name = data.get(0);
        return name instanceof JsonNumber || name instanceof JsonString text && !RESERVED.contains(text.getString());
    }
}

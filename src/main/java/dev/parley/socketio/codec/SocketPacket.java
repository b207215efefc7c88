package dev.parley.socketio.codec;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

/**
 * One Socket.IO packet (protocol, section "Packet types"). There are no separate types for binary events and binary
 * acks here: an event or an ack is binary if its data contain a {@link BinaryValue}, and the encoder sends it as such.
 */
public sealed interface SocketPacket {

    /** Stands for "no id": the sender does not ask for an acknowledgement. */
    long NO_ID = -1;

    /** The namespace's name, starting with a slash. */
    String namespace();

    /**
     * A client's request to join a namespace, or the server's confirmation.
     *
     * @param data the client's auth payload, or the server's {@code {sid}}; null when there is none
     */
    record Connect(String namespace, JsonObject data) implements SocketPacket {}

    /** Leaves a namespace. */
    record Disconnect(String namespace) implements SocketPacket {}

    /**
     * An event.
     *
     * @param id the id that the acknowledgement must have, or {@link #NO_ID}
     * @param data the event's name (a string that is not reserved, or a number) and its arguments
     */
    record Event(String namespace, long id, JsonArray data) implements SocketPacket {
        /** Rejects data that do not begin with a name, or that begin with a reserved name. */
        public Event {
            if (!EventNames.begin(data)) {
                throw new IllegalArgumentException("not an event's name, or a reserved one");
            }
        }

        /** The event's name. A name may be a number; its text is meant then. */
        public String name() {
            JsonValue first = data.get(0);
            return first instanceof JsonString text ? text.getString() : first.toString();
        }

        /** The same event with an id. */
        public Event withId(long newId) {
            return new Event(namespace, newId, data);
        }
    }

    /** The acknowledgement of the event with this id; the data are the arguments of the acknowledgement. */
    record Ack(String namespace, long id, JsonArray data) implements SocketPacket {}

    /** Refuses a {@link Connect}; the data contain a {@code message}, and perhaps {@code data}. */
    record ConnectError(String namespace, JsonObject data) implements SocketPacket {}
}

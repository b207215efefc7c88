package dev.parley.socketio.codec;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;

/**
 * One Socket.IO packet (protocol, section "Packet types"). Binary events and acks are not types of their own here: they
 * are events and acks whose data contains a {@link BinaryValue}, and the encoder sees to the rest.
 */
public sealed interface SocketPacket {

    /** Stands for "no id": the sender asks for no acknowledgement. */
    long NO_ID = -1;

    /** The namespace's name, starting with a slash. */
    String namespace();

    /**
     * Asks to join a namespace, or grants it.
     *
     * @param data the client's auth payload, or the server's {@code {sid}}; null when there is none
     */
    record Connect(String namespace, JsonObject data) implements SocketPacket {}

    /** Leaves a namespace. */
    record Disconnect(String namespace) implements SocketPacket {}

    /**
     * An event.
     *
     * @param id the id by which an acknowledgement is asked for, or {@link #NO_ID}
     * @param data the event's name (a text that is not reserved, or a number) and its arguments
     */
    record Event(String namespace, long id, JsonArray data) implements SocketPacket {
        /** Refuses data that do not begin with a name, or with one that is reserved. */
        public Event {
            if (!EventNames.begin(data)) {
                throw new IllegalArgumentException("not an event's name, or a reserved one");
            }
        }

        /** The same event with an id. */
        public Event withId(long newId) {
            return new Event(namespace, newId, data);
        }
    }

    /** The acknowledgement of the event that had the id; the data are its arguments. */
    record Ack(String namespace, long id, JsonArray data) implements SocketPacket {}

    /** Refuses a {@link Connect}; the data have a {@code message}, and perhaps {@code data}. */
    record ConnectError(String namespace, JsonObject data) implements SocketPacket {}
}

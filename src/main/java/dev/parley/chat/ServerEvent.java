package dev.parley.chat;

import dev.parley.socketio.Broadcast;
import dev.parley.socketio.Socket;
import jakarta.json.JsonValue;

/**
 * An event that the server sends. {@link ChatEvents} declares all of them.
 *
 * @param name the event's name on the wire
 * @param payload the fields of the event's only argument in the notation of the contract, for example
 *     {@code {room, metadata?}}; {@link #ANYTHING} if the argument may be any JSON value, {@link #NOTHING} if the event
 *     has no argument. A test compares it with the packets that are sent, with the contract and with the TypeScript
 *     types
 */
record ServerEvent(String name, String payload) {

    /** The argument is any JSON value. */
    static final String ANYTHING = "any JSON";
    /** The event has no argument. */
    static final String NOTHING = "none";

    /** Sends the event to one socket. */
    void sendTo(Socket socket, JsonValue... arguments) {
        socket.emit(name, arguments);
    }

    /** Sends the event to an audience. */
    void sendTo(Broadcast audience, JsonValue... arguments) {
        audience.emit(name, arguments);
    }
}

package dev.parley.chat;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.chat.error.ChatError;
import dev.parley.socketio.IncomingEvent;
import dev.parley.socketio.Socket;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;

/**
 * The content of an event's acknowledgement. The handler sends the acknowledgement of an accepted event;
 * {@link #refused} builds the one of a refused event.
 *
 * @param isEmpty whether the acknowledgement of an accepted event has no argument; the acknowledgement of a refused
 *     event always has one
 * @param fields the fields between {@code success} and {@code error}, in this order
 */
record Acknowledgement(boolean isEmpty, List<AckField> fields) {

    /** An acknowledgement without an argument if the event was accepted. */
    static final Acknowledgement EMPTY = new Acknowledgement(true, List.of());

    /** An acknowledgement with {@code success}, these fields, and {@code error} if the event was refused. */
    static Acknowledgement of(AckField... fields) {
        return new Acknowledgement(false, List.of(fields));
    }

    /**
     * The acknowledgement of a refused event. It has the same fields as for an accepted event, so that a typed client
     * can read it.
     */
    JsonObject refused(Socket socket, IncomingEvent event, ChatError error) {
        JsonObjectBuilder ack = JSON.createObjectBuilder().add("success", false);
        for (AckField field : fields) {
            field.whenRefused(socket, event, error).ifPresent(value -> ack.add(field.text(), value));
        }
        return ack.add("error", error.toJson()).build();
    }
}

package dev.parley.chat;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.socketio.Broadcast;
import dev.parley.socketio.Namespace;
import dev.parley.socketio.Socket;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Clock;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/**
 * Publishes what users and backends have to say: gives a message its id and its time, and sends it to its audience on
 * every node, each socket once. Checks nothing: who may say what is for the caller to know.
 *
 * <p>Thread-safe; no method blocks. What one thread publishes reaches each receiver in that order. Nothing is stored: a
 * user without a socket does not get it later.
 */
public final class MessagePublisher {

    private final Namespace namespace;
    private final Clock clock;

    /** Publishes in a namespace. */
    public MessagePublisher(Namespace namespace, Clock clock) {
        this.namespace = namespace;
        this.clock = clock;
    }

    /** A message for the members of a room. */
    public MessageReceipt toRoom(String room, MessageDraft draft) {
        return publish(namespace.to(room), "room", room, draft);
    }

    /** A message for everybody who is connected. */
    public MessageReceipt toEverybody(MessageDraft draft) {
        return publish(namespace.everybody(), null, null, draft);
    }

    /** A message for one socket, or for all sockets of one user. */
    public MessageReceipt toRecipient(String to, MessageDraft draft) {
        return publish(recipient(to), "to", to, draft);
    }

    /** The same, with a copy for the socket that said it. */
    MessageReceipt toRecipient(String to, MessageDraft draft, Socket sender) {
        return publish(recipient(to).to(PrivateRooms.ofSocket(sender.id())), "to", to, draft);
    }

    /** A {@code notification} for all sockets of a user. */
    public void notifyUser(String userId, JsonValue notification) {
        namespace.to(PrivateRooms.ofUser(userId)).emit(ChatEvents.NOTIFICATION, notification);
    }

    /** A {@code notification} for the members of a room. */
    public void notifyRoom(String room, JsonValue notification) {
        namespace.to(room).emit(ChatEvents.NOTIFICATION, notification);
    }

    /**
     * A {@code broadcast} of a backend.
     *
     * @param rooms for the members of these; for everybody when empty
     * @param excludeSockets the ids of sockets that do not get it
     */
    public void broadcast(String event, JsonValue data, Set<String> rooms, Set<String> excludeSockets) {
        JsonObjectBuilder payload =
                JSON.createObjectBuilder().add("event", event).add("data", data);
        if (!rooms.isEmpty()) {
            payload.add("rooms", array(rooms));
        }
        if (!excludeSockets.isEmpty()) {
            payload.add("excludeSockets", array(excludeSockets));
        }
        Broadcast audience =
                rooms.isEmpty() ? namespace.everybody() : namespace.everybody().to(rooms);
        audience.except(excludeSockets).emit(ChatEvents.BROADCAST, payload.build());
    }

    /** Without asking which of the two it is, which only a node that has the socket could answer. */
    private Broadcast recipient(String to) {
        return namespace.to(PrivateRooms.ofUser(to), PrivateRooms.ofSocket(to));
    }

    private MessageReceipt publish(Broadcast audience, String targetField, String target, MessageDraft draft) {
        MessageReceipt receipt = new MessageReceipt(UUID.randomUUID().toString(), clock.instant());
        audience.emit(ChatEvents.MESSAGE, json(receipt, targetField, target, draft));
        return receipt;
    }

    private static JsonObject json(MessageReceipt receipt, String targetField, String target, MessageDraft draft) {
        JsonObjectBuilder message =
                JSON.createObjectBuilder().add("id", receipt.id()).add("from", draft.from());
        if (targetField != null) {
            message.add(targetField, target);
        }
        message.add("content", draft.content()).add("type", draft.type().text());
        if (draft.metadata() != null) {
            message.add("metadata", draft.metadata());
        }
        return message.add("timestamp", Timestamps.text(receipt.timestamp())).build();
    }

    private static JsonArrayBuilder array(Collection<String> texts) {
        JsonArrayBuilder array = JSON.createArrayBuilder();
        texts.forEach(array::add);
        return array;
    }
}

package dev.parley.chat;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.chat.directory.PrivateRooms;
import dev.parley.history.MessageHistory;
import dev.parley.socketio.Broadcast;
import dev.parley.socketio.Namespace;
import dev.parley.socketio.Socket;
import dev.parley.socketio.codec.Timestamps;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Clock;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/**
 * Publishes the messages of users and backends. It gives each message an id and a timestamp, and sends the message once
 * to each socket of the audience, on every node. It checks nothing: the caller must check that the sender may send the
 * message.
 *
 * <p>Thread-safe; no method blocks. Each receiver gets the messages that one thread publishes in the order in which
 * they were published. A user without a socket does not get the message later; messages to rooms are in the
 * {@linkplain MessageHistory history}, if one is kept.
 */
public final class MessagePublisher {

    private final Namespace namespace;
    private final Clock clock;
    private final MessageHistory history;

    /**
     * Creates a publisher for a namespace.
     *
     * @param history keeps what is said in rooms
     */
    public MessagePublisher(Namespace namespace, Clock clock, MessageHistory history) {
        this.namespace = namespace;
        this.clock = clock;
        this.history = history;
    }

    /** Publishes a message to the members of a room. */
    public MessageReceipt toRoom(String room, MessageDraft draft) {
        MessageReceipt receipt = receipt();
        toRoom(room, draft, receipt);
        return receipt;
    }

    /** Publishes a message to all connected sockets. */
    public MessageReceipt toEverybody(MessageDraft draft) {
        MessageReceipt receipt = receipt();
        toEverybody(draft, receipt);
        return receipt;
    }

    /** Publishes a message to one socket, or to all sockets of one user. */
    public MessageReceipt toRecipient(String to, MessageDraft draft) {
        MessageReceipt receipt = receipt();
        publish(recipient(to), "to", to, draft, receipt);
        return receipt;
    }

    /** The id and the timestamp of a message that is to be published now. */
    MessageReceipt receipt() {
        return new MessageReceipt(UUID.randomUUID().toString(), clock.instant());
    }

    /** Publishes a message with this id and timestamp to the members of a room. */
    void toRoom(String room, MessageDraft draft, MessageReceipt receipt) {
        JsonObject message = json(receipt, "room", room, draft);
        // First, so that whoever joins too late to get the message finds it in the history.
        history.keep(room, message);
        ChatEvents.MESSAGE.sendTo(namespace.to(room), message);
    }

    /** Publishes a message with this id and timestamp to all connected sockets. */
    void toEverybody(MessageDraft draft, MessageReceipt receipt) {
        publish(namespace.everybody(), null, null, draft, receipt);
    }

    /**
     * Publishes a message with this id and timestamp to one socket, or to all sockets of one user, and to the socket that
     * sent it.
     */
    void toRecipient(String to, MessageDraft draft, Socket sender, MessageReceipt receipt) {
        publish(recipient(to).to(PrivateRooms.ofSocket(sender.id())), "to", to, draft, receipt);
    }

    /** Publishes a {@code notification} to all sockets of a user. */
    public void notifyUser(String userId, JsonValue notification) {
        ChatEvents.NOTIFICATION.sendTo(namespace.to(PrivateRooms.ofUser(userId)), notification);
    }

    /** Publishes a {@code notification} to the members of a room. */
    public void notifyRoom(String room, JsonValue notification) {
        ChatEvents.NOTIFICATION.sendTo(namespace.to(room), notification);
    }

    /**
     * Publishes a {@code broadcast} of a backend.
     *
     * @param rooms the rooms whose members get it; when empty, everybody gets it
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
        ChatEvents.BROADCAST.sendTo(audience.except(excludeSockets), payload.build());
    }

    /**
     * Addresses both the user and the socket with this id. Only a node that has the socket could tell which of the two
     * the id is.
     */
    private Broadcast recipient(String to) {
        return namespace.to(PrivateRooms.ofUser(to), PrivateRooms.ofSocket(to));
    }

    private static void publish(
            Broadcast audience, String targetField, String target, MessageDraft draft, MessageReceipt receipt) {
        ChatEvents.MESSAGE.sendTo(audience, json(receipt, targetField, target, draft));
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

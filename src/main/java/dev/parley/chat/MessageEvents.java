package dev.parley.chat;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.api.AuthenticatedUser;
import dev.parley.chat.directory.RoomDirectory;
import dev.parley.chat.directory.SocketUser;
import dev.parley.chat.error.ErrorCode;
import dev.parley.chat.error.RefusedException;
import dev.parley.chat.payload.MessageType;
import dev.parley.chat.payload.PayloadReader;
import dev.parley.chat.payload.SendMessage;
import dev.parley.socketio.IncomingEvent;
import dev.parley.socketio.Socket;
import dev.parley.socketio.codec.Timestamps;

/**
 * Handles {@code message}. The acknowledgement means that the message has been queued for its whole audience. For a
 * message with {@code to}, it does not mean that the recipient was connected.
 */
final class MessageEvents {

    /** The role that a user needs to send messages of the type {@code system}. */
    static final String PUBLISHER = "publisher";

    private final ChatSettings settings;
    private final RoomDirectory rooms;
    private final MessagePublisher publisher;

    MessageEvents(ChatSettings settings, RoomDirectory rooms, MessagePublisher publisher) {
        this.settings = settings;
        this.rooms = rooms;
        this.publisher = publisher;
    }

    void handle(EventHandlers handlers) {
        handlers.on(ChatEvents.SEND_MESSAGE, this::send);
    }

    private void send(Socket socket, IncomingEvent event, SendMessage message) throws RefusedException {
        PayloadReader.requireOneTarget(message);
        AuthenticatedUser user = SocketUser.of(socket);
        requireOwnName(user, message);
        requireType(user, message);
        MessageReceipt receipt = publish(socket, user, message);
        if (event.ack().isRequested()) {
            event.ack()
                    .send(JSON.createObjectBuilder()
                            .add("success", true)
                            .add("id", receipt.id())
                            .add("timestamp", Timestamps.text(receipt.timestamp()))
                            .build());
        }
    }

    private MessageReceipt publish(Socket socket, AuthenticatedUser user, SendMessage message) throws RefusedException {
        MessageDraft draft = new MessageDraft(user.id(), message.content(), message.type(), message.metadata());
        if (message.room() != null) {
            if (!rooms.isMember(socket, message.room())) {
                throw RefusedException.notAllowedIn(
                        message.room(), "Only members may send to this room. Join it before.");
            }
            return publisher.toRoom(message.room(), draft);
        }
        if (message.to() != null) {
            return publisher.toRecipient(message.to(), draft, socket);
        }
        if (!settings.allowBroadcast()) {
            throw new RefusedException(
                    ErrorCode.AUTHORIZATION_FAILED, "Messages to everybody are not allowed here. Name a room or a to.");
        }
        return publisher.toEverybody(draft);
    }

    private static void requireOwnName(AuthenticatedUser user, SendMessage message) throws RefusedException {
        if (message.from() != null && !message.from().equals(user.id())) {
            throw RefusedException.field(
                    ErrorCode.AUTHORIZATION_FAILED, "from", "must be your own user id, or be left out");
        }
    }

    private static void requireType(AuthenticatedUser user, SendMessage message) throws RefusedException {
        if (message.type() == MessageType.SYSTEM && !user.hasRole(PUBLISHER)) {
            throw RefusedException.field(
                    ErrorCode.AUTHORIZATION_FAILED, "type", "may be system only for users with the role " + PUBLISHER);
        }
    }
}

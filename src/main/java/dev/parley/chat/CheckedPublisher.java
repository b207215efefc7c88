package dev.parley.chat;

import dev.parley.chat.directory.RoomDirectory;
import dev.parley.chat.error.ErrorCode;
import dev.parley.chat.error.RefusedException;
import dev.parley.chat.payload.BackendBroadcast;
import dev.parley.chat.payload.PayloadReader;
import dev.parley.chat.payload.SendMessage;
import jakarta.json.JsonValue;
import java.util.Objects;
import java.util.Set;

/**
 * Checks the JSON of a backend as it would be checked if a client had sent it; what is returned can be published. The caller
 * must check that the backend may publish. Thread-safe; no method blocks.
 */
public final class CheckedPublisher {

    private final PayloadReader payloads;
    private final RoomDirectory rooms;
    private final MessagePublisher publisher;

    CheckedPublisher(PayloadReader payloads, RoomDirectory rooms, MessagePublisher publisher) {
        this.payloads = payloads;
        this.rooms = rooms;
        this.publisher = publisher;
    }

    /** The id and the time of what is to be published now. */
    public MessageReceipt receipt() {
        return publisher.receipt();
    }

    /**
     * Checks a {@code message} to the members of a room. The backend need not be a member.
     *
     * @param user the backend's own user id; the message's sender
     * @param payload {@code {content, type, metadata?}}
     * @throws RefusedException when the payload is wrong, or when no room may have this name
     */
    public Publication message(String user, String room, JsonValue payload) throws RefusedException {
        SendMessage message = payloads.messageInto(room, payload);
        if (message.from() != null && !message.from().equals(user)) {
            throw RefusedException.field(
                    ErrorCode.AUTHORIZATION_FAILED, "from", "must be your own user id, or be left out");
        }
        requireRoom("room", room);
        MessageDraft draft = new MessageDraft(user, message.content(), message.type(), message.metadata());
        return receipt -> publisher.toRoom(room, draft, receipt);
    }

    /**
     * Checks a {@code broadcast}.
     *
     * @param payload {@code {event, data, rooms?, excludeSockets?}}
     * @throws RefusedException when the payload is wrong
     */
    public Publication broadcast(JsonValue payload) throws RefusedException {
        BackendBroadcast broadcast = payloads.broadcast(payload);
        Set<String> audience = Objects.requireNonNullElse(broadcast.rooms(), Set.of());
        for (String room : audience) {
            requireRoom("rooms", room);
        }
        return receipt -> publisher.broadcast(
                broadcast.event(),
                broadcast.data(),
                audience,
                Objects.requireNonNullElse(broadcast.excludeSockets(), Set.of()));
    }

    /**
     * Checks a {@code notification} to all sockets of a user.
     *
     * @param notification any JSON value
     * @throws RefusedException when no user can have this id
     */
    public Publication notification(String userId, JsonValue notification) throws RefusedException {
        if (userId.isEmpty() || userId.length() > SendMessage.MAX_ID_LENGTH) {
            throw RefusedException.field("id", "must be the id of a user");
        }
        return receipt -> publisher.notifyUser(userId, notification);
    }

    /** Refuses the id of a socket: the adapter has a room with that name, but clients may not use it as a room. */
    private void requireRoom(String field, String room) throws RefusedException {
        if (rooms.isTaken(room)) {
            throw RefusedException.field(ErrorCode.INVALID_ROOM, field, "must not be the id of a socket");
        }
    }
}

package dev.parley.chat;

import dev.parley.chat.directory.RoomDirectory;
import dev.parley.chat.error.ErrorCode;
import dev.parley.chat.error.RefusedException;
import dev.parley.chat.payload.BackendBroadcast;
import dev.parley.chat.payload.PayloadReader;
import dev.parley.chat.payload.SendMessage;
import jakarta.json.JsonValue;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * Publishes the JSON of a backend after the same checks as for the payload of a client. The caller must check that the
 * backend may publish. Thread-safe; no method blocks.
 */
public final class CheckedPublisher {

    private final PayloadReader payloads;
    private final RoomDirectory rooms;
    private final MessagePublisher publisher;
    private final Clock clock;

    CheckedPublisher(PayloadReader payloads, RoomDirectory rooms, MessagePublisher publisher, Clock clock) {
        this.payloads = payloads;
        this.rooms = rooms;
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * Publishes a {@code message} to the members of a room. The backend need not be a member.
     *
     * @param user the backend's own user id; the message's sender
     * @param payload {@code {content, type, metadata?}}
     * @throws RefusedException when the payload is wrong, or when no room may have this name
     */
    public MessageReceipt message(String user, String room, JsonValue payload) throws RefusedException {
        SendMessage message = payloads.messageInto(room, payload);
        if (message.from() != null && !message.from().equals(user)) {
            throw RefusedException.field(
                    ErrorCode.AUTHORIZATION_FAILED, "from", "must be your own user id, or be left out");
        }
        requireRoom("room", room);
        return publisher.toRoom(room, new MessageDraft(user, message.content(), message.type(), message.metadata()));
    }

    /**
     * Publishes a {@code broadcast}.
     *
     * @param payload {@code {event, data, rooms?, excludeSockets?}}
     * @return when it was published
     * @throws RefusedException when the payload is wrong
     */
    public Instant broadcast(JsonValue payload) throws RefusedException {
        BackendBroadcast broadcast = payloads.broadcast(payload);
        Set<String> audience = Objects.requireNonNullElse(broadcast.rooms(), Set.of());
        for (String room : audience) {
            requireRoom("rooms", room);
        }
        publisher.broadcast(
                broadcast.event(),
                broadcast.data(),
                audience,
                Objects.requireNonNullElse(broadcast.excludeSockets(), Set.of()));
        return clock.instant();
    }

    /**
     * Publishes a {@code notification} to all sockets of a user.
     *
     * @param notification any JSON value
     * @return when it was published
     * @throws RefusedException when no user can have this id
     */
    public Instant notifyUser(String userId, JsonValue notification) throws RefusedException {
        if (userId.isEmpty() || userId.length() > SendMessage.MAX_ID_LENGTH) {
            throw RefusedException.field("id", "must be the id of a user");
        }
        publisher.notifyUser(userId, notification);
        return clock.instant();
    }

    /** Refuses the id of a socket: the adapter has a room with that name, but clients may not use it as a room. */
    private void requireRoom(String field, String room) throws RefusedException {
        if (rooms.isTaken(room)) {
            throw RefusedException.field(ErrorCode.INVALID_ROOM, field, "must not be the id of a socket");
        }
    }
}

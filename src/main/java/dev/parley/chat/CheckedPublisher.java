package dev.parley.chat;

import jakarta.json.JsonValue;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * Publishes what a backend sends as JSON, after the checks that a client's payload goes through. That the backend may
 * publish at all is for the caller to know. Thread-safe; no method blocks.
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
     * A {@code message} for the members of a room, of whom the backend need not be one.
     *
     * @param user the backend's own name, which is the sender
     * @param payload {@code {content, type, metadata?}}
     * @throws RefusedException when the payload is wrong, or the room has a name that none can have
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
     * A {@code broadcast}.
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
     * A {@code notification} for all sockets of a user.
     *
     * @param notification anything
     * @return when it was published
     * @throws RefusedException when no user can have that id
     */
    public Instant notifyUser(String userId, JsonValue notification) throws RefusedException {
        if (userId.isEmpty() || userId.length() > SendMessage.MAX_ID_LENGTH) {
            throw RefusedException.field("id", "must be the id of a user");
        }
        publisher.notifyUser(userId, notification);
        return clock.instant();
    }

    /** To the adapter a socket's id is a room, too; to people it is none. */
    private void requireRoom(String field, String room) throws RefusedException {
        if (rooms.isTaken(room)) {
            throw RefusedException.field(ErrorCode.INVALID_ROOM, field, "must not be the id of a socket");
        }
    }
}

package dev.parley.chat;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.security.AuthenticatedUser;
import dev.parley.security.RoomAccessPolicy;
import dev.parley.socketio.Ack;
import dev.parley.socketio.IncomingEvent;
import dev.parley.socketio.Socket;
import jakarta.json.JsonObject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * {@code join-room} and {@code leave-room}.
 *
 * <p>A socket with too many rooms is refused with {@code RATE_LIMIT_EXCEEDED}: there is nothing wrong with the room, as
 * {@code INVALID_ROOM} would say, nor with the user's rights; it is a limit of quantity. Waiting does not help, so
 * there is no {@code retryAfterMs} but the limit in the details.
 */
final class RoomEvents {

    private static final Logger LOG = System.getLogger(RoomEvents.class.getName());

    private final ChatSettings settings;
    private final PayloadReader payloads;
    private final RoomAccessPolicy policy;
    private final RoomDirectory rooms;
    private final TypingEvents typing;
    private final PresenceEvents presence;

    RoomEvents(
            ChatSettings settings,
            PayloadReader payloads,
            RoomAccessPolicy policy,
            RoomDirectory rooms,
            TypingEvents typing,
            PresenceEvents presence) {
        this.settings = settings;
        this.payloads = payloads;
        this.policy = policy;
        this.rooms = rooms;
        this.typing = typing;
        this.presence = presence;
    }

    void join(Socket socket, IncomingEvent event) throws RefusedException {
        JoinRoom payload = payloads.joinRoom(event);
        String room = payload.room();
        boolean isNew = !rooms.isMember(socket, room);
        if (isNew) {
            requireAdmission(socket, room);
        }
        int here = rooms.join(socket, room, payload.metadata());
        // Whoever is told of the room may rely on hearing all that is said in it, on whatever node.
        CompletableFuture<Void> ready = socket.ready(List.of(room)).toCompletableFuture();
        CompletableFuture<Integer> elsewhere = presence.entered(socket, room).toCompletableFuture();
        RoomAnswers.of(socket)
                .when(
                        CompletableFuture.allOf(ready, elsewhere),
                        () -> confirm(socket, event.ack(), joined(room, here + elsewhere.join()), isNew));
    }

    private static JsonObject joined(String room, int memberCount) {
        return JSON.createObjectBuilder()
                .add("success", true)
                .add("room", room)
                .add("memberCount", memberCount)
                .build();
    }

    private void confirm(Socket socket, Ack ack, JsonObject joined, boolean isNew) {
        ack.send(joined);
        socket.emit(ChatEvents.ROOM_JOINED, joined);
        String room = joined.getString("room");
        // It may have left meanwhile.
        if (isNew && rooms.isMember(socket, room)) {
            presence.joined(socket, room);
        }
    }

    void leave(Socket socket, IncomingEvent event) throws RefusedException {
        String room = payloads.leaveRoom(event).room();
        if (!rooms.isMember(socket, room)) {
            throw RefusedException.field(ErrorCode.INVALID_ROOM, "room", "is not one that this socket is in");
        }
        typing.leaving(socket, room);
        rooms.leave(socket, room);
        presence.left(socket);
        JsonObject left = JSON.createObjectBuilder()
                .add("success", true)
                .add("room", room)
                .build();
        RoomAnswers.of(socket).next(() -> {
            event.ack().send(left);
            socket.emit(ChatEvents.ROOM_LEFT, left);
        });
    }

    private void requireAdmission(Socket socket, String room) throws RefusedException {
        if (rooms.isTaken(room)) {
            throw RefusedException.field(ErrorCode.INVALID_ROOM, "room", "must not be the id of a socket");
        }
        if (!mayEnter(SocketUser.of(socket), room)) {
            throw RefusedException.notAllowedIn(room, "You may not enter this room. Ask whoever grants your roles.");
        }
        int max = settings.maxRoomsPerConnection();
        if (rooms.roomsOf(socket).size() >= max) {
            throw new RefusedException(
                    ErrorCode.RATE_LIMIT_EXCEEDED,
                    "A connection may be in " + max + " rooms. Leave one before you join another.",
                    JSON.createObjectBuilder().add("maxRooms", max).build());
        }
    }

    private boolean mayEnter(AuthenticatedUser user, String room) {
        try {
            return policy.mayEnter(user, room);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "The room access policy failed; entry is refused", e);
            return false;
        }
    }
}

package dev.parley.chat;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.chat.directory.RoomDirectory;
import dev.parley.chat.directory.SocketUser;
import dev.parley.chat.error.ErrorCode;
import dev.parley.chat.error.RefusedException;
import dev.parley.chat.payload.JoinRoom;
import dev.parley.chat.payload.LeaveRoom;
import dev.parley.socketio.Ack;
import dev.parley.socketio.IncomingEvent;
import dev.parley.socketio.Socket;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Handles {@code join-room} and {@code leave-room}.
 *
 * <p>A socket that is in too many rooms gets {@code RATE_LIMIT_EXCEEDED}, because this is a limit of quantity.
 * {@code INVALID_ROOM} would be wrong, since the room is valid, and {@code AUTHORIZATION_FAILED}, since the user has
 * the right to join. Waiting does not help, so the details have the limit and no {@code retryAfterMs}.
 */
final class RoomEvents {

    private final ChatSettings settings;
    private final RoomAdmission admission;
    private final Refusals refusals;
    private final RoomDirectory rooms;
    private final TypingEvents typing;
    private final PresenceEvents presence;

    RoomEvents(
            ChatSettings settings,
            RoomAdmission admission,
            Refusals refusals,
            RoomDirectory rooms,
            TypingEvents typing,
            PresenceEvents presence) {
        this.settings = settings;
        this.admission = admission;
        this.refusals = refusals;
        this.rooms = rooms;
        this.typing = typing;
        this.presence = presence;
    }

    void handle(EventHandlers handlers) {
        handlers.on(ChatEvents.JOIN_ROOM, this::join).on(ChatEvents.LEAVE_ROOM, this::leave);
    }

    private void join(Socket socket, IncomingEvent event, JoinRoom payload) throws RefusedException {
        String room = payload.room();
        if (rooms.isMember(socket, room)) {
            enter(socket, event, payload, false);
            return;
        }
        requireFreeName(room);
        CompletableFuture<Boolean> allowed =
                admission.ask(SocketUser.of(socket), room).toCompletableFuture();
        socket.continueWhen(allowed, event, (asking, asked) -> {
            try {
                requireAdmission(socket, room, allowed);
                enter(socket, event, payload, true);
            } catch (RefusedException refusal) {
                refusals.refuse(socket, event, refusal);
            }
        });
    }

    private void enter(Socket socket, IncomingEvent event, JoinRoom payload, boolean isNew) throws RefusedException {
        String room = payload.room();
        int here = rooms.join(socket, room, payload.metadata()).orElseThrow(RoomEvents::noRoomForMetadata);
        // A client that gets the confirmation must receive all messages to the room, whichever node they come from.
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
        ChatEvents.ROOM_JOINED.sendTo(socket, joined);
        String room = joined.getString("room");
        // The socket may have left the room meanwhile.
        if (isNew && rooms.isMember(socket, room)) {
            presence.joined(socket, room);
        }
    }

    private void leave(Socket socket, IncomingEvent event, LeaveRoom payload) throws RefusedException {
        String room = payload.room();
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
            ChatEvents.ROOM_LEFT.sendTo(socket, left);
        });
    }

    private static RefusedException noRoomForMetadata() {
        return RefusedException.field(
                ErrorCode.RATE_LIMIT_EXCEEDED,
                "metadata",
                "cannot be stored: the metadata of all rooms of this node have reached their limit; join without metadata, or later");
    }

    private void requireFreeName(String room) throws RefusedException {
        if (rooms.isTaken(room)) {
            throw RefusedException.field(ErrorCode.INVALID_ROOM, "room", "must not be the id of a socket");
        }
    }

    private void requireAdmission(Socket socket, String room, CompletableFuture<Boolean> allowed)
            throws RefusedException {
        // The answer may have taken a while.
        requireFreeName(room);
        if (!answer(allowed)) {
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

    /** Throws the error that the policy has thrown, so that it is reported as an incident. */
    private static boolean answer(CompletableFuture<Boolean> allowed) {
        try {
            return allowed.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }
}

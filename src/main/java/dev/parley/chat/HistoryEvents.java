package dev.parley.chat;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.chat.directory.RoomDirectory;
import dev.parley.chat.error.ErrorCode;
import dev.parley.chat.error.RefusedException;
import dev.parley.chat.payload.ReadHistory;
import dev.parley.history.MessageHistory;
import dev.parley.socketio.IncomingEvent;
import dev.parley.socketio.Socket;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Handles {@code room-history}: a member reads what was said last in the room. Who may read is who may send there: whoever
 * is in the room. So the room policy has been asked, at the join, and whoever was put out of the room reads nothing.
 */
final class HistoryEvents {

    private final MessageHistory history;
    private final RoomDirectory rooms;
    private final Refusals refusals;

    HistoryEvents(MessageHistory history, RoomDirectory rooms, Refusals refusals) {
        this.history = history;
        this.rooms = rooms;
        this.refusals = refusals;
    }

    void handle(EventHandlers handlers) {
        handlers.on(ChatEvents.READ_HISTORY, this::read);
    }

    private void read(Socket socket, IncomingEvent event, ReadHistory payload) throws RefusedException {
        requireMember(socket, payload.room());
        if (!event.ack().isRequested()) {
            return;
        }
        CompletableFuture<Optional<List<JsonObject>>> read =
                history.last(payload.room(), payload.wanted()).toCompletableFuture();
        socket.continueWhen(read, event, (reader, done) -> {
            try {
                // The socket may have left the room meanwhile, or have been put out of it.
                requireMember(socket, payload.room());
                answer(event, payload.room(), read.join().orElseThrow(HistoryEvents::unavailable));
            } catch (RefusedException refusal) {
                refusals.refuse(socket, event, refusal);
            }
        });
    }

    private static void answer(IncomingEvent event, String room, List<JsonObject> messages) {
        JsonArrayBuilder array = JSON.createArrayBuilder();
        messages.forEach(array::add);
        event.ack()
                .send(JSON.createObjectBuilder()
                        .add("success", true)
                        .add("room", room)
                        .add("messages", array)
                        .build());
    }

    private void requireMember(Socket socket, String room) throws RefusedException {
        if (!rooms.isMember(socket, room)) {
            throw RefusedException.notAllowedIn(
                    room, "Only members may read what was said in this room. Join it before.");
        }
    }

    private static RefusedException unavailable() {
        return new RefusedException(
                ErrorCode.CONNECTION_ERROR, "What was said cannot be read at the moment. Try again later.");
    }
}

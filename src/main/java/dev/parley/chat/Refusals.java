package dev.parley.chat;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.socketio.EventHandler;
import dev.parley.socketio.IncomingEvent;
import dev.parley.socketio.Socket;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Clock;

/**
 * Tells clients what was refused, by the rule in the description of this package: one place for every error that an
 * event can end in. Thread-safe.
 */
final class Refusals {

    /** A handler that may refuse the event. */
    @FunctionalInterface
    interface RefusingHandler {
        void handle(Socket socket, IncomingEvent event) throws RefusedException;
    }

    private final Clock clock;
    private final ErrorObserver observer;

    Refusals(Clock clock, ErrorObserver observer) {
        this.clock = clock;
        this.observer = observer;
    }

    /** The handler as the engine wants it: what it refuses is told to the client. */
    EventHandler telling(RefusingHandler handler) {
        return (socket, event) -> {
            try {
                handler.handle(socket, event);
            } catch (RefusedException refusal) {
                refuse(socket, event, refusal);
            }
        };
    }

    /** Refuses an event for what it is: its acknowledgement, and the error event of its kind. */
    void refuse(Socket socket, IncomingEvent event, RefusedException refusal) {
        refuse(socket, event, refusal, !isAboutRooms(event));
    }

    /** Refuses an event for a reason that has nothing to do with it: {@code error} is sent whatever its kind is. */
    void refuseAnyEvent(Socket socket, IncomingEvent event, RefusedException refusal) {
        refuse(socket, event, refusal, true);
    }

    /** Tells a client of an error that no event of its own has caused. */
    void tell(Socket socket, RefusedException refusal) {
        socket.emit(ChatEvents.ERROR, error(refusal, refusal.details()).toJson());
    }

    private void refuse(Socket socket, IncomingEvent event, RefusedException refusal, boolean general) {
        ChatError error = error(refusal, isAboutRooms(event) ? withRoom(refusal, event) : refusal.details());
        JsonObject json = error.toJson();
        if (event.ack().isRequested()) {
            event.ack().send(acknowledgement(socket, event, error, json));
        }
        if (isAboutRooms(event)) {
            socket.emit(ChatEvents.ROOM_ERROR, json);
        }
        if (general) {
            socket.emit(ChatEvents.ERROR, json);
        }
    }

    /** The one way to an error that a client is told of. */
    private ChatError error(RefusedException refusal, JsonObject details) {
        observer.told(refusal.code());
        return new ChatError(refusal.code(), refusal.getMessage(), details, clock.instant());
    }

    /** A client that asked for no acknowledgement must learn which of its rooms it was. */
    private static JsonObject withRoom(RefusedException refusal, IncomingEvent event) {
        JsonObject details = refusal.details() == null ? JsonValue.EMPTY_JSON_OBJECT : refusal.details();
        return JSON.createObjectBuilder(details).add("room", roomOf(event)).build();
    }

    private static boolean isAboutRooms(IncomingEvent event) {
        return event.name().equals(ChatEvents.JOIN_ROOM) || event.name().equals(ChatEvents.LEAVE_ROOM);
    }

    /** Has the fields of the event's good acknowledgement too, so that a typed client can read it. */
    private static JsonObject acknowledgement(Socket socket, IncomingEvent event, ChatError error, JsonObject json) {
        JsonObjectBuilder ack = JSON.createObjectBuilder().add("success", false);
        switch (event.name()) {
            case ChatEvents.JOIN_ROOM -> ack.add("room", roomOf(event)).add("memberCount", 0);
            case ChatEvents.LEAVE_ROOM -> ack.add("room", roomOf(event));
            case ChatEvents.MESSAGE -> ack.add("id", "").add("timestamp", Timestamps.text(error.timestamp()));
            case ChatEvents.AUTHENTICATE ->
                SocketUser.find(socket).ifPresent(user -> ack.add("expiresAt", Timestamps.text(user.expiresAt())));
            default -> {}
        }
        return ack.add("error", json).build();
    }

    /** The room that the client named, as far as it can be one; otherwise the empty string. */
    private static String roomOf(IncomingEvent event) {
        if (!event.arguments().isEmpty()
                && event.arguments().get(0) instanceof JsonObject payload
                && payload.get("room") instanceof JsonString room
                && room.getChars().length() <= RoomName.MAX_LENGTH) {
            return room.getString();
        }
        return "";
    }
}

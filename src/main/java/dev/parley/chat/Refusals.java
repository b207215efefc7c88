package dev.parley.chat;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.chat.error.ChatError;
import dev.parley.chat.error.ErrorObserver;
import dev.parley.chat.error.RefusedException;
import dev.parley.session.SocketErrors;
import dev.parley.socketio.IncomingEvent;
import dev.parley.socketio.Socket;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Clock;

/**
 * Tells clients that an event was refused: by the acknowledgement, if the client asked for one, and by the error event
 * that {@link ChatEvents} declares. Every error that a client gets for an event is sent by this class. Thread-safe.
 */
final class Refusals implements SocketErrors {

    private final Clock clock;
    private final ErrorObserver observer;

    Refusals(Clock clock, ErrorObserver observer) {
        this.clock = clock;
        this.observer = observer;
    }

    /**
     * Refuses an event because of its content: sends the acknowledgement and the error event that is declared for the
     * event.
     */
    void refuse(Socket socket, IncomingEvent event, RefusedException refusal) {
        refuse(socket, event, refusal, false);
    }

    /**
     * Refuses an event for a reason that is independent of its content: sends {@code error}, too, if another error
     * event is declared for the event.
     */
    @Override
    public void refuseAnyEvent(Socket socket, IncomingEvent event, RefusedException refusal) {
        refuse(socket, event, refusal, true);
    }

    /** Sends an error to a client that did not cause it by an event. */
    @Override
    public void tell(Socket socket, RefusedException refusal) {
        ChatEvents.ERROR.sendTo(socket, error(refusal, refusal.details()).toJson());
    }

    private void refuse(Socket socket, IncomingEvent event, RefusedException refusal, boolean general) {
        ClientEvent<?> declared = ChatEvents.ofClients(event.name());
        event.failed(refusal.code().name());
        boolean aboutRooms = declared.error() == ChatEvents.ROOM_ERROR;
        ChatError error = error(refusal, aboutRooms ? withRoom(refusal, event) : refusal.details());
        if (event.ack().isRequested()) {
            event.ack().send(declared.acknowledgement().refused(socket, event, error));
        }
        JsonObject json = error.toJson();
        declared.error().sendTo(socket, json);
        if (general && declared.error() != ChatEvents.ERROR) {
            ChatEvents.ERROR.sendTo(socket, json);
        }
    }

    /** Creates an error for a client and reports it to the observer. All errors for clients are created here. */
    private ChatError error(RefusedException refusal, JsonObject details) {
        observer.told(refusal.code());
        return new ChatError(refusal.code(), refusal.getMessage(), details, clock.instant());
    }

    /**
     * Adds the room to the details, because a client that did not ask for an acknowledgement could not tell which room
     * was refused.
     */
    private static JsonObject withRoom(RefusedException refusal, IncomingEvent event) {
        JsonObject details = refusal.details() == null ? JsonValue.EMPTY_JSON_OBJECT : refusal.details();
        return JSON.createObjectBuilder(details)
                .add("room", AckField.roomOf(event))
                .build();
    }
}

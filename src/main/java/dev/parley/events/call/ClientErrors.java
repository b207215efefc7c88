package dev.parley.events.call;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.api.Problem;
import dev.parley.chat.error.ChatError;
import dev.parley.chat.error.ErrorObserver;
import dev.parley.chat.error.RefusedException;
import dev.parley.events.json.JsonBinding;
import dev.parley.session.SocketErrors;
import dev.parley.socketio.Ack;
import dev.parley.socketio.IncomingEvent;
import dev.parley.socketio.Socket;
import dev.parley.socketio.codec.Timestamps;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Clock;

/**
 * The errors that clients of own events get: {@code {error: {code, message, details?, timestamp}}} as the
 * acknowledgement, or an event {@code error} if none was asked for. Thread-safe.
 */
final class ClientErrors implements SocketErrors {

    private static final String EVENT = "error";

    private final JsonBinding json;
    private final Clock clock;
    private final ErrorObserver observer;

    ClientErrors(JsonBinding json, Clock clock, ErrorObserver observer) {
        this.json = json;
        this.clock = clock;
        this.observer = observer;
    }

    /** An error of Parley's own. */
    JsonObject of(RefusedException refusal) {
        observer.told(refusal.code());
        return new ChatError(refusal.code(), refusal.getMessage(), refusal.details(), clock.instant()).toJson();
    }

    /**
     * An error of the application.
     *
     * @throws IllegalArgumentException if the details cannot be written
     */
    JsonObject of(Problem problem) {
        JsonObjectBuilder error =
                JSON.createObjectBuilder().add("code", problem.code()).add("message", problem.message());
        problem.details().ifPresent(details -> error.add("details", json.toJson(details)));
        observer.toldByApplication();
        return error.add("timestamp", Timestamps.text(clock.instant())).build();
    }

    /** Sends an error to the client whose event has failed. */
    void answer(Socket socket, Ack ack, JsonObject error) {
        if (ack.isRequested()) {
            ack.send(JSON.createObjectBuilder().add(EVENT, error).build());
        } else {
            socket.emit(EVENT, error);
        }
    }

    @Override
    public void refuseAnyEvent(Socket socket, IncomingEvent event, RefusedException refusal) {
        answer(socket, event.ack(), of(refusal));
    }

    @Override
    public void tell(Socket socket, RefusedException refusal) {
        socket.emit(EVENT, of(refusal));
    }
}

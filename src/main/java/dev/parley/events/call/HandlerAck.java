package dev.parley.events.call;

import dev.parley.api.Ack;
import dev.parley.api.Problem;
import dev.parley.events.json.JsonBinding;
import dev.parley.socketio.IncomingEvent;
import dev.parley.socketio.Socket;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** The acknowledgement of one event. It is used by handlers, and by the code around them. */
final class HandlerAck extends AtomicBoolean implements Ack {

    private static final long serialVersionUID = 1L;

    private final transient Socket socket;
    private final transient IncomingEvent event;
    private final transient JsonBinding json;
    private final transient ClientErrors errors;

    HandlerAck(Socket socket, IncomingEvent event, JsonBinding json, ClientErrors errors) {
        this.socket = socket;
        this.event = event;
        this.json = json;
        this.errors = errors;
    }

    @Override
    public boolean isRequested() {
        return event.ack().isRequested();
    }

    @Override
    public void send(Object... arguments) {
        List<JsonValue> values = json.toJsonList(arguments);
        if (isFirst()) {
            event.ack().send(values);
        }
    }

    /** Acknowledges with one value, which may be null. */
    void sendOne(Object value) {
        if (isRequested()) {
            JsonValue written = json.toJson(value);
            if (isFirst()) {
                event.ack().send(written);
            }
        }
    }

    /** Acknowledges without a value. */
    void sendNothing() {
        if (isFirst()) {
            event.ack().send();
        }
    }

    @Override
    public void fail(Problem problem) {
        fail(errors.of(problem));
    }

    void fail(JsonObject error) {
        if (isFirst()) {
            event.failed(error.getString("code"));
            errors.answer(socket, event.ack(), error);
        }
    }

    private boolean isFirst() {
        return compareAndSet(false, true);
    }
}

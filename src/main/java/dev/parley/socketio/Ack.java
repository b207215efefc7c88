package dev.parley.socketio;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.socketio.codec.SocketPacket;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Acknowledges one event of a client. Only the first call has an effect; no call has one if the client did not ask for
 * an acknowledgement. Any thread may call, during the event's handler or later.
 */
public final class Ack {

    private final Socket socket;
    private final long id;
    private final AtomicBoolean sent = new AtomicBoolean();

    Ack(Socket socket, long id) {
        this.socket = socket;
        this.id = id;
    }

    /** Whether the client asked for an acknowledgement. */
    public boolean isRequested() {
        return id != SocketPacket.NO_ID;
    }

    /** Acknowledges the event. The client's callback gets these arguments. */
    public void send(JsonValue... arguments) {
        send(List.of(arguments));
    }

    /** Acknowledges the event. The client's callback gets these arguments. */
    public void send(List<? extends JsonValue> arguments) {
        if (isRequested() && sent.compareAndSet(false, true)) {
            socket.send(new SocketPacket.Ack(socket.namespace().name(), id, array(arguments)));
        }
    }

    private static JsonArray array(List<? extends JsonValue> values) {
        if (values instanceof JsonArray array) {
            return array;
        }
        JsonArrayBuilder array = JSON.createArrayBuilder();
        values.forEach(array::add);
        return array.build();
    }
}

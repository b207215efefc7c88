package dev.parley.socketio;

import jakarta.json.JsonValue;
import java.util.List;
import java.util.function.Consumer;

/** Handles an event that another server of the cluster has sent to the servers, not to clients. */
@FunctionalInterface
public interface ServerEventHandler {

    /**
     * Handles one event. May take a moment; the next events wait meanwhile. An exception is logged and not sent as an
     * answer.
     *
     * @param arguments the event's arguments, without its name
     * @param answer takes the answer, now or later, from any thread. Only the first answer is sent, and none if the
     *     other server did not ask for an answer
     */
    void handle(List<JsonValue> arguments, Consumer<JsonValue> answer);
}

package dev.parley.socketio;

import jakarta.json.JsonValue;
import java.util.List;
import java.util.function.Consumer;

/** Handles an event that another server of the cluster has sent to the servers. */
@FunctionalInterface
public interface ServerEventHandler {

    /**
     * Handles one event. May take a moment, while the next ones wait. What it throws is logged, and nothing is answered.
     *
     * @param arguments without the event's name
     * @param answer takes the answer, now or later, from any thread; the first one counts, and none when the other
     *     server has not asked for any
     */
    void handle(List<JsonValue> arguments, Consumer<JsonValue> answer);
}

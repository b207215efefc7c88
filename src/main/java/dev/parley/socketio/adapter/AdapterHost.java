package dev.parley.socketio.adapter;

import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.function.Consumer;

/** What an adapter asks of the namespace whose rooms it keeps. Any thread may call; no method blocks or throws. */
public interface AdapterHost {

    /** An id for an event that wants acknowledgements, unlike that of every other event of the namespace. */
    long nextId();

    /** The socket of this node with an id. */
    Optional<? extends Member> member(String socketId);

    /**
     * Another server of the cluster has sent an event to the servers, not to the clients. The handlers see the events in
     * the order of these calls, later and on another thread.
     *
     * @param data the event's name and its arguments
     * @param answer takes the answer, the first one; null when none is asked for
     */
    void serverSideEvent(JsonArray data, Consumer<JsonValue> answer);
}

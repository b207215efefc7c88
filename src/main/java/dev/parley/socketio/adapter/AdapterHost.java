package dev.parley.socketio.adapter;

import dev.parley.socketio.codec.SocketPacket;
import dev.parley.tracing.DeliverySpan;
import dev.parley.tracing.Tracing;
import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.function.Consumer;

/** The namespace, as its adapter needs it. Any thread may call; no method blocks or throws. */
public interface AdapterHost {

    /** A new id for an event that asks for acknowledgements; no other event of the namespace has this id. */
    long nextId();

    /** The socket of this node with this id; empty if there is none. */
    Optional<? extends Member> member(String socketId);

    /**
     * Another server of the cluster has sent an event to the servers, not to the clients. The handlers get the events
     * in the order of these calls, later and on another thread.
     *
     * @param data the event's name and its arguments
     * @param answer takes the answer, of which only the first counts; null if the other server asks for no answer
     */
    void serverSideEvent(JsonArray data, Consumer<JsonValue> answer);

    /** Makes the spans of events that other servers have sent. */
    default Tracing tracing() {
        return Tracing.NONE;
    }

    /** Begins the span of an event that another server has sent; none if that server makes none. */
    default DeliverySpan delivering(SocketPacket.Event packet, BroadcastOptions options) {
        return options.trace().isNone()
                ? DeliverySpan.NONE
                : tracing().delivering(packet.namespace(), packet.name(), options.trace());
    }
}

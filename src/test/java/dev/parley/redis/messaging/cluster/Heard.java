package dev.parley.redis.messaging.cluster;

import dev.parley.socketio.adapter.BroadcastOptions;
import dev.parley.socketio.adapter.ClusterListener;
import dev.parley.socketio.adapter.ClusterRequest;
import dev.parley.socketio.adapter.ClusterResponse;
import dev.parley.socketio.adapter.EventOrigin;
import dev.parley.socketio.adapter.StreamId;
import dev.parley.socketio.codec.SocketPacket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Keeps what it is told. */
public class Heard implements ClusterListener {

    /** An event with those for whom it is. */
    public record Event(SocketPacket.Event packet, BroadcastOptions options) {}

    /** Who has said something, and what: an event, a request or an answer. */
    public record Saying(String node, Object content) {}

    public final List<Saying> all = new ArrayList<>();
    /** Of the events that came by a stream. */
    public final List<EventOrigin> origins = new ArrayList<>();
    /** Of the own events that have come back. */
    public final List<EventOrigin> returned = new ArrayList<>();
    /** What happened in a stream, in its order. */
    public final List<String> inStream = new ArrayList<>();

    /** How long this listener says that it keeps events. */
    public Duration keeps = Duration.ZERO;

    @Override
    public Duration keeps() {
        return keeps;
    }

    @Override
    public void broadcast(String node, SocketPacket.Event packet, BroadcastOptions options, EventOrigin origin) {
        origins.add(origin);
        inStream.add("event " + origin.id());
        broadcast(node, packet, options);
    }

    @Override
    public void returned(EventOrigin origin) {
        returned.add(origin);
    }

    @Override
    public void begun(StreamId position) {
        inStream.add("begun " + position);
    }

    @Override
    public void past(SocketPacket.Event packet, BroadcastOptions options, EventOrigin origin) {
        inStream.add("past " + origin.id());
    }

    @Override
    public void broadcast(String node, SocketPacket.Event packet, BroadcastOptions options) {
        all.add(new Saying(node, new Event(packet, options)));
    }

    @Override
    public void request(String node, ClusterRequest request) {
        all.add(new Saying(node, request));
    }

    @Override
    public void missed() {
        all.add(new Saying(null, "missed"));
    }

    @Override
    public void response(String node, ClusterResponse response) {
        all.add(new Saying(node, response));
    }
}

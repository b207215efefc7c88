package dev.parley.redis.messaging.sharded;

import dev.parley.socketio.adapter.BroadcastOptions;
import dev.parley.socketio.adapter.ClusterListener;
import dev.parley.socketio.adapter.ClusterRequest;
import dev.parley.socketio.adapter.ClusterResponse;
import dev.parley.socketio.codec.SocketPacket;
import java.util.ArrayList;
import java.util.List;

/** Keeps what it is told. */
class Heard implements ClusterListener {

    /** An event with those for whom it is. */
    record Event(SocketPacket.Event packet, BroadcastOptions options) {}

    /** Who has said something, and what: an event, a request or an answer. */
    record Saying(String node, Object content) {}

    final List<Saying> all = new ArrayList<>();

    @Override
    public void broadcast(String node, SocketPacket.Event packet, BroadcastOptions options) {
        all.add(new Saying(node, new Event(packet, options)));
    }

    @Override
    public void request(String node, ClusterRequest request) {
        all.add(new Saying(node, request));
    }

    @Override
    public void response(String node, ClusterResponse response) {
        all.add(new Saying(node, response));
    }
}

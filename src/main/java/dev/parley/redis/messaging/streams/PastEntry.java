package dev.parley.redis.messaging.streams;

import dev.parley.socketio.adapter.BroadcastOptions;
import dev.parley.socketio.adapter.ClusterListener;
import dev.parley.socketio.adapter.ClusterRequest;
import dev.parley.socketio.adapter.ClusterResponse;
import dev.parley.socketio.adapter.EventOrigin;
import dev.parley.socketio.codec.SocketPacket;

/** Hands on what an entry said before this node was there: only events are of interest. */
record PastEntry(ClusterListener listener, EventOrigin origin) implements ClusterListener {

    @Override
    public void broadcast(String node, SocketPacket.Event packet, BroadcastOptions options) {
        listener.past(packet, options, origin);
    }

    @Override
    public void request(String node, ClusterRequest request) {
        // It was for the sockets of that time.
    }

    @Override
    public void missed() {
        // Nothing was heard then.
    }

    @Override
    public void response(String node, ClusterResponse response) {
        // Nobody has asked.
    }
}

package dev.parley.redis.messaging.streams;

import dev.parley.socketio.adapter.BroadcastOptions;
import dev.parley.socketio.adapter.ClusterListener;
import dev.parley.socketio.adapter.ClusterRequest;
import dev.parley.socketio.adapter.ClusterResponse;
import dev.parley.socketio.adapter.EventOrigin;
import dev.parley.socketio.codec.SocketPacket;

/** Hands on what one entry of the stream says, an event with its origin. */
record ArrivedEntry(ClusterListener listener, EventOrigin origin) implements ClusterListener {

    @Override
    public void broadcast(String node, SocketPacket.Event packet, BroadcastOptions options) {
        if (options.droppable()) {
            listener.broadcast(node, packet, options);
        } else {
            listener.broadcast(node, packet, options, origin);
        }
    }

    @Override
    public void request(String node, ClusterRequest request) {
        listener.request(node, request);
    }

    @Override
    public void missed() {
        listener.missed();
    }

    @Override
    public void response(String node, ClusterResponse response) {
        listener.response(node, response);
    }
}

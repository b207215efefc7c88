package dev.parley.socketio.adapter;

import dev.parley.socketio.codec.SocketPacket;

/**
 * Receives the messages of other nodes. The messages of one node are passed on one at a time and in that node's order.
 * The calls come on the one thread with which the bus receives all messages, so they must not block. An exception is
 * logged and has no other effect.
 *
 * <p>The name of a node is null if its message does not contain it.
 */
public interface ClusterListener {

    /** An event for the members of this node that the options select. */
    void broadcast(String node, SocketPacket.Event packet, BroadcastOptions options);

    /** Another node sends a request. */
    void request(String node, ClusterRequest request);

    /** Another node answers a request, which a third node may have sent. */
    void response(String node, ClusterResponse response);
}

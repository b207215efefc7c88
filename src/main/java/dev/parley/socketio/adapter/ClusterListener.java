package dev.parley.socketio.adapter;

import dev.parley.socketio.codec.SocketPacket;

/**
 * Is told what other nodes send. The calls of one node's messages come one at a time and in that node's order, on a
 * thread of the bus that serves everybody: they must not block. What they throw is logged and harms nothing.
 *
 * <p>The name of a node is null when its message does not tell it.
 */
public interface ClusterListener {

    /** An event for the members of this node that the options name. */
    void broadcast(String node, SocketPacket.Event packet, BroadcastOptions options);

    /** Another node asks something. */
    void request(String node, ClusterRequest request);

    /** Another node answers a request, perhaps one of a third node's. */
    void response(String node, ClusterResponse response);
}

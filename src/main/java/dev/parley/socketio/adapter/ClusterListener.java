package dev.parley.socketio.adapter;

import dev.parley.socketio.codec.SocketPacket;
import java.time.Duration;

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

    /**
     * An event that all nodes get by one stream, for the members of this node that the options select.
     *
     * @param origin where it comes from, with its position
     */
    default void broadcast(String node, SocketPacket.Event packet, BroadcastOptions options, EventOrigin origin) {
        broadcast(node, packet, options);
    }

    /** An event of this node has come back by the stream, and has its position now. */
    default void returned(EventOrigin origin) {}

    /** All that follows this position of the stream arrives here. Called once, before any event of the stream. */
    default void begun(StreamId position) {}

    /** An event of the stream that was sent before this node was there: nobody gets it now but who has missed it elsewhere. */
    default void past(SocketPacket.Event packet, BroadcastOptions options, EventOrigin origin) {}

    /** How long events are kept; zero if they are not. */
    default Duration keeps() {
        return Duration.ZERO;
    }

    /** Another node sends a request. */
    void request(String node, ClusterRequest request);

    /**
     * Messages of other nodes may have been missed until now: the connection by which they come was lost, or is there
     * again, or a node has told that messages of it were lost.
     */
    void missed();

    /** Another node answers a request, which a third node may have sent. */
    void response(String node, ClusterResponse response);
}

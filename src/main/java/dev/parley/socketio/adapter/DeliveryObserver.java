package dev.parley.socketio.adapter;

import dev.parley.socketio.codec.SocketPacket;

/**
 * Sees what is delivered to the sockets of this node, for whoever counts it: once for each event, however many get it.
 * Called on any thread: an implementation is thread-safe, takes next to no time, and does not throw.
 */
@FunctionalInterface
public interface DeliveryObserver {

    /** Sees nothing. */
    DeliveryObserver NONE = (packet, receivers) -> {};

    /**
     * An event has been handed to its receivers on this node.
     *
     * @param receivers their number, perhaps 0; those to whom it could not be sent at once and who therefore do not get
     *     it are among them
     */
    void delivered(SocketPacket.Event packet, int receivers);
}

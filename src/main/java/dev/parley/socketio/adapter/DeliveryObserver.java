package dev.parley.socketio.adapter;

import dev.parley.socketio.codec.SocketPacket;

/**
 * Observes the deliveries to the sockets of this node, for statistics: one call for each event, however many sockets
 * get it. Called on any thread, so an implementation must be thread-safe and very fast, and must not throw.
 */
@FunctionalInterface
public interface DeliveryObserver {

    /** Does nothing. */
    DeliveryObserver NONE = (packet, receivers) -> {};

    /**
     * An event has been handed to its receivers on this node.
     *
     * @param receivers the number of receivers, perhaps 0. It includes sockets that do not get a volatile event because
     *     the event could not be sent to them at once
     */
    void delivered(SocketPacket.Event packet, int receivers);
}

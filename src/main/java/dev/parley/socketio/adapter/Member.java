package dev.parley.socketio.adapter;

import dev.parley.engine.codec.EnginePacket;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * A socket of this node as an adapter sees it. Thread-safe; no method blocks, and no method fails if the socket is
 * gone.
 */
public interface Member {

    /** The socket's id. */
    String id();

    /**
     * Sends a packet that is already encoded. If {@code droppable} is true, sends it only if it can be sent at once.
     */
    void deliver(List<EnginePacket> encoded, boolean droppable);

    /**
     * Sends an event that is already encoded, and expects its acknowledgement.
     *
     * @param id the packet's id
     * @param timeout the time after which the acknowledgement is given up
     * @param collector called exactly once: with the acknowledgement, or when it is given up
     */
    void deliver(List<EnginePacket> encoded, long id, Duration timeout, AckCollector collector);

    /** Joins rooms. */
    void join(Collection<String> rooms);

    /** Leaves a room. */
    void leave(String room);

    /** Disconnects the socket. If {@code close} is true, closes its client's whole connection. */
    void disconnect(boolean close);

    /** The present state of the socket, as other nodes may know it. */
    SocketDescription description();
}

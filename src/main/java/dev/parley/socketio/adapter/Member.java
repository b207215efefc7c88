package dev.parley.socketio.adapter;

import dev.parley.engine.codec.EnginePacket;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** A socket of this node as an adapter sees it. Thread-safe; no method blocks, and none fails when the socket is gone. */
public interface Member {

    /** The socket's id. */
    String id();

    /** Sends a packet that is encoded already. With {@code droppable} only if it can leave at once. */
    void deliver(List<EnginePacket> encoded, boolean droppable);

    /**
     * Sends an event that is encoded already and whose acknowledgement is expected.
     *
     * @param id the packet's id
     * @param timeout after which the acknowledgement is given up
     * @param collector told of the acknowledgement, or of its absence, exactly once
     */
    void deliver(List<EnginePacket> encoded, long id, Duration timeout, AckCollector collector);

    /** Joins rooms. */
    void join(Collection<String> rooms);

    /** Leaves a room. */
    void leave(String room);

    /** Disconnects the socket; with {@code close} its client's whole connection. */
    void disconnect(boolean close);

    /** What other nodes may know of the socket, as it is now. */
    SocketDescription description();
}

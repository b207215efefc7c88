package dev.parley.chat;

import java.util.Optional;
import java.util.Set;

/** What a {@link PresenceDirectory} asks of the node whose sockets it keeps, and tells it. Any thread; no method blocks. */
public interface PresenceHost {

    /** The rooms for people that a socket of this node is in; empty when it is gone. A snapshot. */
    Set<String> roomsOf(String socketId);

    /** What this node knows of the making of a room that has a member on it. */
    Optional<RoomOrigin> originOf(String room);

    /**
     * A user's presence has changed without an operation of this node, as when another node has crashed; nobody else
     * announces it.
     */
    void changed(PresenceNews news);
}

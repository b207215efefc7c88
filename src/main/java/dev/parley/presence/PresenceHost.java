package dev.parley.presence;

import java.util.Optional;
import java.util.Set;

/** The node, as its {@link PresenceDirectory} needs it. Any thread may call; no method blocks. */
public interface PresenceHost {

    /**
     * The rooms that a socket of this node is in, without the application's internal rooms; empty if the socket is
     * gone. A snapshot.
     */
    Set<String> roomsOf(String socketId);

    /** The origin of a room that has a member on this node; empty if this node does not know it. */
    Optional<RoomOrigin> originOf(String room);

    /**
     * A user's presence has changed without an operation of this node, for instance because another node has crashed.
     * This node must announce the change, because no other node does.
     */
    void changed(PresenceUpdate news);
}

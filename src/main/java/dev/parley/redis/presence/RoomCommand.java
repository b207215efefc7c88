package dev.parley.redis.presence;

import dev.parley.presence.RoomOrigin;
import java.util.Map;

/**
 * One atomic command for one room: sets the number of sockets that users have in the room under a lease. A room without
 * sockets is forgotten.
 *
 * @param sockets the number for each user; zero for none
 * @param origin what the node knows of the creation of the room; the earliest origin counts; null for nothing
 */
record RoomCommand(String room, Lease lease, Map<String, Integer> sockets, RoomOrigin origin) {

    RoomCommand {
        sockets = Map.copyOf(sockets);
    }
}

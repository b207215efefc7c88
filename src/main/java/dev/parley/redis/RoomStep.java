package dev.parley.redis;

import dev.parley.chat.RoomOrigin;
import java.util.Map;

/**
 * One atomic step for one room: so many sockets do users have in it under a lease. A room without sockets is forgotten.
 *
 * @param sockets the number for each user; zero for none
 * @param origin what the node knows of the making of the room, of which the earliest counts; null for nothing
 */
record RoomStep(String room, Lease lease, Map<String, Integer> sockets, RoomOrigin origin) {

    RoomStep {
        sockets = Map.copyOf(sockets);
    }
}

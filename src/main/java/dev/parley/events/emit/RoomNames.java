package dev.parley.events.emit;

import dev.parley.socketio.adapter.HiddenRooms;
import java.util.List;

/**
 * The rooms that an application names. A name may come from a client, so it must not be that of a room in which the server
 * has put the sockets of a user: whoever joined such a room would read the messages to that user.
 */
final class RoomNames {

    private RoomNames() {}

    /**
     * The names as a list.
     *
     * @throws IllegalArgumentException if one of them belongs to the server
     */
    static List<String> checked(String... names) {
        for (String name : names) {
            check(name);
        }
        return List.of(names);
    }

    /** Checks one name, as the other method does. */
    static String check(String name) {
        if (HiddenRooms.contains(name)) {
            throw new IllegalArgumentException("the name of a room must not begin with the character U+0001");
        }
        return name;
    }
}

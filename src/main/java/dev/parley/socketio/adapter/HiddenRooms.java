package dev.parley.socketio.adapter;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * Rooms that an application uses internally to address sockets. Their names begin with a control character. When
 * servers of another kind ask which rooms there are, the answer does not contain these rooms.
 */
public final class HiddenRooms {

    /** The first character of their names. */
    public static final char MARK = '\u0001';

    private HiddenRooms() {}

    /** Whether a room is hidden. */
    public static boolean contains(String room) {
        return !room.isEmpty() && room.charAt(0) == MARK;
    }

    /** Those of the rooms that are hidden. */
    public static Set<String> among(Set<String> rooms) {
        return rooms.stream().filter(HiddenRooms::contains).collect(Collectors.toUnmodifiableSet());
    }

    /** Those of the rooms that are not hidden. */
    public static Set<String> notAmong(Set<String> rooms) {
        return rooms.stream().filter(room -> !contains(room)).collect(Collectors.toUnmodifiableSet());
    }
}

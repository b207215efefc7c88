package dev.parley.socketio.recovery;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The rooms that the sessions of a namespace are in, whether their sockets are there or not. Thread-safe. */
final class SessionRooms {

    /** The number of sessions that are in each room. */
    private final ConcurrentMap<String, Integer> sessions = new ConcurrentHashMap<>();

    /** One more session is in a room. */
    void joined(String room) {
        sessions.merge(room, 1, Integer::sum);
    }

    /** One session less is in a room. */
    void left(String room) {
        sessions.computeIfPresent(room, (name, count) -> count == 1 ? null : count - 1);
    }

    /** Whether a session is in a room. */
    boolean contain(String room) {
        return sessions.containsKey(room);
    }
}

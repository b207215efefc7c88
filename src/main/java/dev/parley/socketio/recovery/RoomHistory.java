package dev.parley.socketio.recovery;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rooms of one session, and from which position of the log to which it was in them. A session that was in a room for
 * some of the events that its client has missed gets just these. Thread-safe.
 */
final class RoomHistory {

    /** So many rooms that were left are remembered at least; more only as long as the log has their events. */
    private static final int PRUNE_AT = 64;
    /** So many rooms that were left are remembered at most. */
    private static final int MAX_LEFT = 1000;

    /** In a room for the events after {@code from}, up to {@code to}. */
    private record Stay(String room, long from, long to) {}

    private final Map<String, Long> open = new HashMap<>(4);
    private final List<Stay> left = new ArrayList<>(0);
    private long since;

    /** Joins rooms, for the events after a position. A room that it is in already is left as it is. */
    synchronized void join(Collection<String> rooms, long position) {
        rooms.forEach(room -> open.putIfAbsent(room, position));
    }

    /**
     * Leaves a room, after the event at a position.
     *
     * @param floor events up to this position are not needed any more
     */
    synchronized void leave(String room, long position, long floor) {
        Long from = open.remove(room);
        if (from == null || from >= position) {
            return;
        }
        left.add(new Stay(room, from, position));
        if (left.size() > PRUNE_AT) {
            left.removeIf(stay -> stay.to() <= floor);
        }
        while (left.size() > MAX_LEFT) {
            since = Math.max(since, left.remove(0).to());
        }
    }

    /** From this position on the history is complete. */
    synchronized long since() {
        return since;
    }

    /** The rooms that the session is in. */
    synchronized Set<String> open() {
        return Set.copyOf(open.keySet());
    }

    /** The rooms that the session is in, and those that it has left. */
    synchronized Set<String> all() {
        Set<String> all = new HashSet<>(open.keySet());
        left.forEach(stay -> all.add(stay.room()));
        return all;
    }

    /** Forgets all rooms but these, as if the session had never been in them. */
    synchronized void retain(Set<String> rooms) {
        open.keySet().retainAll(rooms);
        left.removeIf(stay -> !rooms.contains(stay.room()));
    }

    /** Whether a broadcast was for this session. */
    synchronized boolean includes(LogEntry entry) {
        return (entry.rooms().isEmpty() || isInOneOf(entry.rooms(), entry.position()))
                && !isInOneOf(entry.except(), entry.position());
    }

    private boolean isInOneOf(Set<String> rooms, long position) {
        for (String room : rooms) {
            Long from = open.get(room);
            if (from != null && from < position) {
                return true;
            }
        }
        for (Stay stay : left) {
            if (stay.from() < position && position <= stay.to() && rooms.contains(stay.room())) {
                return true;
            }
        }
        return false;
    }
}

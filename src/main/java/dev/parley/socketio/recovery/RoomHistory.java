package dev.parley.socketio.recovery;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rooms of one session, and from which mark to which it was in them. A session that was in a room for
 * some of the events that its client has missed gets just these. Thread-safe.
 */
final class RoomHistory {

    /** So many rooms that were left are remembered at least; more only as long as the log has their events. */
    private static final int PRUNE_AT = 64;
    /** So many rooms that were left are remembered at most. */
    private static final int MAX_LEFT = 1000;

    /** In a room for the events after {@code from}, up to {@code to}. */
    record Stay(String room, Mark from, Mark to) {}

    private final SessionRooms all;
    private final Map<String, Mark> open = new HashMap<>(4);
    private final List<Stay> left = new ArrayList<>(0);
    /** From here on the history is complete; null if it always is. */
    private Mark since;

    private boolean ended;

    /**
     * In no room yet.
     *
     * @param all is told of the rooms
     */
    RoomHistory(SessionRooms all) {
        this.all = all;
    }

    /** What another node has kept of the history. */
    synchronized void restore(Map<String, Mark> rooms, List<Stay> stays, Mark from) {
        rooms.forEach((room, mark) -> join(List.of(room), mark));
        left.addAll(stays);
        since = from;
    }

    /** Joins rooms, for the events after a mark. A room that it is in already is left as it is. */
    synchronized void join(Collection<String> rooms, Mark mark) {
        if (ended) {
            return;
        }
        for (String room : rooms) {
            if (open.putIfAbsent(room, mark) == null) {
                all.joined(room);
            }
        }
    }

    /**
     * Leaves a room, after the event at a mark.
     *
     * @param floor events up to here are not needed any more
     */
    synchronized void leave(String room, Mark mark, Mark floor) {
        Mark from = open.remove(room);
        if (from != null) {
            all.left(room);
        }
        if (from == null || from.log().equals(mark.log()) && from.position() >= mark.position()) {
            return;
        }
        left.add(new Stay(room, from, mark));
        if (left.size() > PRUNE_AT) {
            left.removeIf(stay -> isOver(stay.to(), floor));
        }
        while (left.size() > MAX_LEFT) {
            since = left.remove(0).to();
        }
    }

    private static boolean isOver(Mark to, Mark floor) {
        return to.log().equals(floor.log())
                ? to.position() <= floor.position()
                : to.stream().compareTo(floor.stream()) < 0;
    }

    /** From here on the history is complete; empty if it always is. */
    synchronized Optional<Mark> since() {
        return Optional.ofNullable(since);
    }

    /** The rooms that the session is in, and since when. */
    synchronized Map<String, Mark> stays() {
        return Map.copyOf(open);
    }

    /** The rooms that it has left. */
    synchronized List<Stay> left() {
        return List.copyOf(left);
    }

    /** The rooms that the session is in. */
    synchronized Set<String> open() {
        return Set.copyOf(open.keySet());
    }

    /** The rooms that the session is in, and those that it has left. */
    synchronized Set<String> all() {
        Set<String> rooms = new HashSet<>(open.keySet());
        left.forEach(stay -> rooms.add(stay.room()));
        return rooms;
    }

    /** Forgets all rooms but these, as if the session had never been in them. */
    synchronized void retain(Set<String> rooms) {
        for (String room : Set.copyOf(open.keySet())) {
            if (!rooms.contains(room)) {
                open.remove(room);
                all.left(room);
            }
        }
        left.removeIf(stay -> !rooms.contains(stay.room()));
    }

    /** The session is over: it is in no room, and joins none any more. */
    synchronized void end() {
        ended = true;
        open.keySet().forEach(all::left);
        open.clear();
        left.clear();
    }

    /** Whether a broadcast was for this session. */
    synchronized boolean includes(LogEntry entry) {
        return (entry.rooms().isEmpty() || isInOneOf(entry.rooms(), entry)) && !isInOneOf(entry.except(), entry);
    }

    private boolean isInOneOf(Set<String> rooms, LogEntry entry) {
        for (String room : rooms) {
            Mark from = open.get(room);
            if (from != null && !from.covers(entry)) {
                return true;
            }
        }
        for (Stay stay : left) {
            if (rooms.contains(stay.room())
                    && !stay.from().covers(entry)
                    && stay.to().covers(entry)) {
                return true;
            }
        }
        return false;
    }
}

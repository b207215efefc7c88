package dev.parley.redis;

import dev.parley.chat.Presence;
import dev.parley.chat.RoomOrigin;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** What several {@link MemoryPresenceStore}s have in common: a Redis whose clock belongs to the test. */
final class MemoryPresenceData {

    /** A user as the store keeps it. */
    static final class User {
        Presence seen;
        final Map<String, UserReply.Place> places = new HashMap<>();
    }

    /** A room as the store keeps it. */
    static final class Room {
        final Map<Lease, Map<String, Integer>> sockets = new HashMap<>();
        RoomOrigin origin;
    }

    final Supplier<Instant> clock;
    final Map<Lease, Instant> running = new HashMap<>();
    final Map<Lease, Integer> counts = new HashMap<>();
    final Set<Lease> ended = new HashSet<>();
    final Map<Lease, Set<String>> enrolled = new HashMap<>();
    final Map<String, User> users = new HashMap<>();
    final Map<String, Room> rooms = new HashMap<>();
    int epoch = 1;

    MemoryPresenceData(Supplier<Instant> clock) {
        this.clock = clock;
    }

    /** The end of a Redis that writes nothing to its disk. */
    void lose() {
        running.clear();
        counts.clear();
        ended.clear();
        enrolled.clear();
        users.clear();
        rooms.clear();
        epoch++;
    }
}

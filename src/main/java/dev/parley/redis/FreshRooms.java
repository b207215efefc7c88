package dev.parley.redis;

import dev.parley.engine.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The rooms that sockets of other nodes have just been made to join. Those nodes need a moment to subscribe to them, and
 * so long an event for such a room is better sent where every node hears it. Thread-safe.
 */
final class FreshRooms {

    private static final Duration TERM = Duration.ofSeconds(5);
    private static final int MAX_ROOMS = 10_000;

    private final Clock clock;
    private final Map<String, Long> rooms = new LinkedHashMap<>();
    private volatile boolean empty = true;

    FreshRooms(Clock clock) {
        this.clock = clock;
    }

    /** These are fresh from now on. */
    synchronized void add(Collection<String> names) {
        long now = clock.nanos();
        for (String name : names) {
            rooms.remove(name);
            rooms.put(name, now);
        }
        forgetOld(now);
        empty = rooms.isEmpty();
    }

    /** Whether a room is fresh. */
    boolean contains(String name) {
        return !empty && isFresh(name);
    }

    private synchronized boolean isFresh(String name) {
        forgetOld(clock.nanos());
        empty = rooms.isEmpty();
        return rooms.containsKey(name);
    }

    private void forgetOld(long now) {
        Iterator<Long> times = rooms.values().iterator();
        while (times.hasNext() && (now - times.next() > TERM.toNanos() || rooms.size() > MAX_ROOMS)) {
            times.remove();
        }
    }
}

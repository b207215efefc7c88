package dev.parley.redis.messaging;

import dev.parley.engine.MonotonicClock;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The rooms that sockets of other nodes have just been made to join. Those nodes need a moment to subscribe to the
 * channel of the room. Meanwhile, an event for such a room is sent on the channel that every node receives.
 * Thread-safe.
 */
final class RecentRemoteJoins {

    private static final Duration TERM = Duration.ofSeconds(5);
    private static final int MAX_ROOMS = 10_000;

    private final MonotonicClock clock;
    private final Map<String, Long> rooms = new LinkedHashMap<>();
    private volatile boolean empty = true;

    RecentRemoteJoins(MonotonicClock clock) {
        this.clock = clock;
    }

    /** Adds rooms; they are fresh from now on, for 5 s. */
    synchronized void add(Collection<String> names) {
        long now = clock.nanos();
        for (String name : names) {
            rooms.remove(name);
            rooms.put(name, now);
        }
        forgetOld(now);
        empty = rooms.isEmpty();
    }

    /** Whether a room is fresh, that is, was added a short time ago. */
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

package dev.parley.redis.messaging;

import dev.parley.engine.MonotonicClock;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Names that are remembered for 5 s, such as those of the rooms that sockets of other nodes have just been made to
 * join. At most 10,000 are remembered; the oldest go first. Thread-safe.
 */
public final class RecentNames {

    private static final Duration TERM = Duration.ofSeconds(5);
    private static final int MAX_NAMES = 10_000;

    private final MonotonicClock clock;
    private final Map<String, Long> times = new LinkedHashMap<>();
    private volatile boolean empty = true;

    /** Remembers nothing yet. */
    public RecentNames(MonotonicClock clock) {
        this.clock = clock;
    }

    /** Adds names; they are recent from now on, for 5 s. */
    public synchronized void add(Collection<String> names) {
        long now = clock.nanos();
        for (String name : names) {
            times.remove(name);
            times.put(name, now);
        }
        forgetOld(now);
        empty = times.isEmpty();
    }

    /** Whether a name is recent, that is, was added a short time ago. */
    public boolean contains(String name) {
        return !empty && isRecent(name);
    }

    private synchronized boolean isRecent(String name) {
        forgetOld(clock.nanos());
        empty = times.isEmpty();
        return times.containsKey(name);
    }

    private void forgetOld(long now) {
        Iterator<Long> added = times.values().iterator();
        while (added.hasNext() && (now - added.next() > TERM.toNanos() || times.size() > MAX_NAMES)) {
            added.remove();
        }
    }
}

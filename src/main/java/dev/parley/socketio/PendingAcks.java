package dev.parley.socketio;

import dev.parley.engine.Timers;
import dev.parley.socketio.adapter.AckCollector;
import jakarta.json.JsonArray;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The acknowledgements that are expected from the client of one socket. Bounded, because a client may never send them:
 * each has a time-out, and one above the maximum number is given up at once. Collectors are called outside the lock.
 * Thread-safe.
 */
final class PendingAcks {

    private static final int MAX_PENDING = 10_000;

    private record Pending(AckCollector collector, Timers.Timeout timeout) {}

    private final Timers timers;
    private Map<Long, Pending> pending;
    private boolean closed;

    PendingAcks(Timers timers) {
        this.timers = timers;
    }

    /**
     * Expects an acknowledgement. The collector is called exactly once: when the acknowledgement arrives, or when it is
     * given up.
     */
    void expect(long id, Duration patience, AckCollector collector) {
        if (!add(id, patience, collector)) {
            collector.missed();
        }
    }

    private synchronized boolean add(long id, Duration patience, AckCollector collector) {
        if (closed) {
            return false;
        }
        if (pending == null) {
            pending = new HashMap<>();
        }
        if (pending.size() >= MAX_PENDING) {
            return false;
        }
        pending.put(id, new Pending(collector, timers.schedule(patience, () -> missed(id))));
        return true;
    }

    /** Takes an acknowledgement. Ignores an acknowledgement that is not expected: an unknown, second or late one. */
    void acknowledged(long id, JsonArray arguments) {
        Pending waiting = take(id);
        if (waiting != null) {
            waiting.timeout().cancel();
            waiting.collector().acknowledged(arguments);
        }
    }

    private void missed(long id) {
        Pending waiting = take(id);
        if (waiting != null) {
            waiting.collector().missed();
        }
    }

    /** Gives up all acknowledgements, because the socket is gone. */
    void close() {
        for (Pending waiting : takeAll()) {
            waiting.timeout().cancel();
            waiting.collector().missed();
        }
    }

    private synchronized Pending take(long id) {
        return pending == null ? null : pending.remove(id);
    }

    private synchronized List<Pending> takeAll() {
        closed = true;
        if (pending == null) {
            return List.of();
        }
        List<Pending> all = List.copyOf(pending.values());
        pending = null;
        return all;
    }
}

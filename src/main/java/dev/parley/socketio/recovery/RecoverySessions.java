package dev.parley.socketio.recovery;

import dev.parley.engine.MonotonicClock;
import dev.parley.socketio.adapter.BroadcastOptions;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The sessions of one namespace: those whose sockets are there, and those that wait for their clients, for the window and
 * in bounded number. Thread-safe.
 */
final class RecoverySessions {

    private final RecoverySettings settings;
    private final MonotonicClock clock;
    private final Map<String, RecoverySession> all = new HashMap<>();
    /** Those that wait, by secret, the longest waiting first. */
    private final Map<String, RecoverySession> waiting = new LinkedHashMap<>();

    private final Set<String> waitingIds = new HashSet<>();

    RecoverySessions(RecoverySettings settings, MonotonicClock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    synchronized void add(RecoverySession session) {
        all.put(session.pid(), session);
    }

    /** The session with a secret, if it is there and has not waited too long. */
    synchronized Optional<RecoverySession> find(String pid) {
        expire();
        return Optional.ofNullable(all.get(pid));
    }

    /** A session waits for its client from now on, unless it has ended. */
    synchronized void await(RecoverySession session) {
        expire();
        if (!all.containsKey(session.pid())) {
            return;
        }
        session.await(clock.nanos());
        waiting.put(session.pid(), session);
        waitingIds.add(session.socketId());
        if (waiting.size() > settings.sessions()) {
            end(waiting.values().iterator().next());
        }
    }

    /** Takes a session that waits, for its client that has returned. Returns false if it does not wait any more. */
    synchronized boolean take(RecoverySession session) {
        boolean taken = waiting.remove(session.pid(), session);
        waitingIds.remove(session.socketId());
        return taken;
    }

    /** A session ends for good. */
    synchronized void end(RecoverySession session) {
        all.remove(session.pid());
        waiting.remove(session.pid());
        waitingIds.remove(session.socketId());
    }

    private void expire() {
        Iterator<RecoverySession> oldest = waiting.values().iterator();
        while (oldest.hasNext()) {
            RecoverySession session = oldest.next();
            if (clock.nanos() - session.lostAt() <= settings.window().toNanos()) {
                return;
            }
            oldest.remove();
            all.remove(session.pid());
            waitingIds.remove(session.socketId());
        }
    }

    /** Those of the sessions that wait which the options select. A snapshot. */
    synchronized List<RecoverySession> selected(BroadcastOptions options) {
        expire();
        return waiting.values().stream()
                .filter(session -> isSelected(session.openRooms(), options))
                .toList();
    }

    private static boolean isSelected(Set<String> rooms, BroadcastOptions options) {
        return (options.rooms().isEmpty() || options.rooms().stream().anyMatch(rooms::contains))
                && options.except().stream().noneMatch(rooms::contains);
    }

    /** Whether a session waits whose socket had this id. */
    synchronized boolean isWaiting(String socketId) {
        expire();
        return waitingIds.contains(socketId);
    }

    /** The number of sessions that wait. */
    synchronized int waiting() {
        expire();
        return waiting.size();
    }

    /** Whether there is no session, so that nobody needs the log. */
    synchronized boolean isEmpty() {
        expire();
        return all.isEmpty();
    }
}

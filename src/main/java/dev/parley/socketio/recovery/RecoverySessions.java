package dev.parley.socketio.recovery;

import dev.parley.engine.MonotonicClock;
import dev.parley.socketio.adapter.BroadcastOptions;
import java.time.Duration;
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
    private final RecoveryBudget budget;
    private final Map<String, RecoverySession> all = new HashMap<>();
    /** Those that wait, by secret, the longest waiting first. */
    private final Map<String, RecoverySession> waiting = new LinkedHashMap<>();

    private final SessionRooms rooms = new SessionRooms();
    private final Set<String> waitingIds = new HashSet<>();

    RecoverySessions(RecoverySettings settings, MonotonicClock clock, RecoveryBudget budget) {
        this.budget = budget;
        this.settings = settings;
        this.clock = clock;
    }

    /** A new session, whose socket is there, from a mark on. */
    synchronized RecoverySession begin(String pid, String socketId, String owner, Mark start) {
        RecoverySession session = new RecoverySession(pid, socketId, owner, start, rooms);
        all.put(pid, session);
        return session;
    }

    /** A session that another node has had, and that waits here for its client from now on. */
    RecoverySession adopt(String pid, String owner, SessionRecord record) {
        RecoverySession session = RecoverySession.restored(pid, owner, record, rooms);
        synchronized (this) {
            all.put(pid, session);
            await(session);
        }
        return session;
    }

    /** All sessions, whether their sockets are there or not. A snapshot. */
    synchronized List<RecoverySession> all() {
        expire();
        return List.copyOf(all.values());
    }

    /** The session with a secret, if it is there and has not waited too long. */
    synchronized Optional<RecoverySession> find(String pid) {
        expire();
        return Optional.ofNullable(all.get(pid));
    }

    /** A session waits for its client from now on, unless it has ended. */
    synchronized void await(RecoverySession session) {
        expire();
        if (all.get(session.pid()) != session) {
            return;
        }
        session.await(clock.nanos());
        if (waiting.containsKey(session.pid())) {
            return;
        }
        waiting.put(session.pid(), session);
        waitingIds.add(session.socketId());
        boolean fits = budget.waits();
        if (!fits || waiting.size() > settings.sessions()) {
            end(waiting.values().iterator().next());
        }
    }

    /** Takes a session that waits, for its client that has returned. Returns false if it does not wait any more. */
    synchronized boolean take(RecoverySession session) {
        boolean taken = waiting.remove(session.pid(), session);
        waitingIds.remove(session.socketId());
        if (taken) {
            budget.waitsNoMore();
        }
        return taken;
    }

    /** Whether a session has been taken and its socket is not there yet. */
    synchronized boolean isBeingTaken(RecoverySession session) {
        return session.member() == null && !waiting.containsKey(session.pid());
    }

    /** A session ends for good. */
    synchronized void end(RecoverySession session) {
        if (waiting.remove(session.pid(), session)) {
            budget.waitsNoMore();
        }
        forget(session);
    }

    private void forget(RecoverySession session) {
        all.remove(session.pid(), session);
        waitingIds.remove(session.socketId());
        session.rooms().end();
    }

    private void expire() {
        Iterator<RecoverySession> oldest = waiting.values().iterator();
        while (oldest.hasNext()) {
            RecoverySession session = oldest.next();
            if (clock.nanos() - session.lostAt() <= settings.window().toNanos()) {
                return;
            }
            oldest.remove();
            budget.waitsNoMore();
            forget(session);
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

    /** Whether a room is kept for a session, whether its socket is there or not. */
    synchronized boolean isAwaited(String room) {
        expire();
        return rooms.contain(room);
    }

    /** Those that wait, the longest waiting first. A snapshot. */
    synchronized List<WaitingClient> clients() {
        expire();
        long now = clock.nanos();
        return waiting.values().stream()
                .map(session -> new WaitingClient(
                        session.socketId(),
                        session.owner(),
                        Duration.ofNanos(now - session.lostAt()),
                        session.openRooms()))
                .toList();
    }

    /** The session that waits for the client of this socket. */
    synchronized Optional<RecoverySession> waitingFor(String socketId) {
        expire();
        return waitingIds.contains(socketId)
                ? waiting.values().stream()
                        .filter(session -> session.socketId().equals(socketId))
                        .findFirst()
                : Optional.empty();
    }

    /** Whether a session has not ended here. */
    synchronized boolean isThere(RecoverySession session) {
        return all.get(session.pid()) == session;
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

    /** All sessions end. */
    synchronized void clear() {
        List.copyOf(all.values()).forEach(this::end);
    }

    /** Whether there is no session, so that nobody needs the log. */
    synchronized boolean isEmpty() {
        expire();
        return all.isEmpty();
    }
}

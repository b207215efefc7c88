package dev.parley.socketio.recovery;

import dev.parley.engine.Handshake;
import dev.parley.engine.MonotonicClock;
import dev.parley.socketio.adapter.Adapter;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The recovery of one namespace: its log and its sessions. A client gets all that it missed, in order and once, or a new
 * session. Thread-safe; no method blocks.
 */
public final class NamespaceRecovery {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SECRET_BYTES = 16;
    private static final int MARK_BYTES = 3;

    /** Recovers nobody. */
    private static final NamespaceRecovery OFF =
            new NamespaceRecovery(RecoverySettings.OFF, () -> 0, RecoveryObserver.NONE);

    private final boolean on;
    private final RecoveryObserver observer;
    private final Offsets offsets = new Offsets(random(MARK_BYTES));
    private final EventLog log;
    private final RecoverySessions sessions;

    /** A recovery without sessions. */
    public NamespaceRecovery(RecoverySettings settings, MonotonicClock clock, RecoveryObserver observer) {
        this.on = settings.isOn();
        this.observer = observer;
        this.log = new EventLog(settings, clock, offsets);
        this.sessions = new RecoverySessions(settings, clock);
    }

    /** The recovery of an adapter's namespace; one that recovers nobody if the adapter keeps no log. */
    public static NamespaceRecovery of(Adapter adapter) {
        return adapter instanceof RecoverableAdapter recoverable ? recoverable.recovery() : OFF;
    }

    private static String random(int bytes) {
        byte[] some = new byte[bytes];
        RANDOM.nextBytes(some);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(some);
    }

    EventLog log() {
        return log;
    }

    RecoverySessions sessions() {
        return sessions;
    }

    /** The heap that the log takes, by estimate, in bytes. */
    public long logBytes() {
        return log.heap();
    }

    /** The number of sessions that wait for their clients. */
    public int waiting() {
        return sessions.waiting();
    }

    /** Whether a client may come back to the socket with this id. */
    public boolean isWaiting(String socketId) {
        return on && sessions.isWaiting(socketId);
    }

    /**
     * Begins the session of a new socket. Empty if its client takes no offsets.
     *
     * @param owner whose it is; only this user can take it back
     */
    public Optional<RecoverySession> begin(Handshake handshake, String socketId, String owner) {
        if (!on || !OffsetReaders.include(handshake)) {
            return Optional.empty();
        }
        RecoverySession session = new RecoverySession(random(SECRET_BYTES), socketId, owner, log.last());
        sessions.add(session);
        return Optional.of(session);
    }

    /**
     * Up to this position every event has been handed to all its receivers. Whoever ends a socket reads it before the
     * socket stops to take events.
     */
    public long position() {
        return log.handed();
    }

    /**
     * The connection of a session's socket is lost. The session waits for its client.
     *
     * @param position the {@link #position} before the socket stopped to take events
     * @param kept what the application keeps for the next socket
     */
    public void lost(RecoverySession session, long position, Map<?, ?> kept) {
        session.lost(position, kept);
        sessions.await(session);
    }

    /** A session's client had come back and was lost before it knew that it is recovered. The session waits as before. */
    public void unanswered(RecoverySession session) {
        sessions.await(session);
    }

    /** A session ends for good, with a goodbye. */
    public void end(RecoverySession session) {
        sessions.end(session);
    }

    /** The client that shows a session has been refused: the session ends for good. */
    public void refused(RecoveryRequest request) {
        sessions.find(request.pid()).ifPresent(sessions::end);
    }

    /**
     * The socket of a session whose client has come back before this node has noticed that it was gone.
     *
     * @param owner who has come back
     */
    public Optional<RecoverableMember> halfDead(RecoveryRequest request, String owner) {
        return sessions.find(request.pid())
                .filter(session -> session.owner().equals(owner))
                .map(RecoverySession::member);
    }

    /**
     * Takes a session back for a client that has returned. If not all that it missed can be sent, the session ends.
     *
     * @param owner who has returned
     * @param maxBytes the most bytes that may be sent to it at once
     */
    public Optional<Returning> claim(RecoveryRequest request, String owner, long maxBytes) {
        Optional<RecoverySession> known = on ? sessions.find(request.pid()) : Optional.empty();
        if (known.isEmpty()) {
            return refused(RecoveryRefusal.UNKNOWN_SESSION);
        }
        RecoverySession session = known.get();
        if (!session.owner().equals(owner)) {
            return refused(RecoveryRefusal.OTHER_USER);
        }
        if (!sessions.take(session)) {
            return refused(RecoveryRefusal.UNKNOWN_SESSION);
        }
        OptionalLong shown = shown(request, session);
        if (shown.isEmpty()) {
            return ended(session, RecoveryRefusal.UNKNOWN_OFFSET);
        }
        long from = proven(session, shown.getAsLong());
        Optional<List<LogEntry>> entries = log.after(from);
        if (entries.isEmpty() || from < session.rooms().since()) {
            return ended(session, RecoveryRefusal.LOG_EXCEEDED);
        }
        if (bytes(entries.get(), session) > maxBytes) {
            return ended(session, RecoveryRefusal.TOO_MUCH_MISSED);
        }
        return Optional.of(new Returning(session, from));
    }

    /**
     * The position that a client has seen. An offset of another log, or of a time before the session, is from an earlier
     * session: then the client has seen nothing of this one.
     */
    private OptionalLong shown(RecoveryRequest request, RecoverySession session) {
        if (request.offset().isEmpty()) {
            return OptionalLong.of(session.start());
        }
        OptionalLong position = offsets.position(request.offset().get());
        if (position.isEmpty()) {
            return session.handed() == session.start() ? OptionalLong.of(session.start()) : OptionalLong.empty();
        }
        return position.getAsLong() > log.last()
                ? OptionalLong.empty()
                : OptionalLong.of(Math.max(position.getAsLong(), session.start()));
    }

    /**
     * A client that has seen the last event that was handed to its socket has seen everything up to the moment when the
     * socket was lost, however long it was idle before and whatever the log has given up since.
     */
    private static long proven(RecoverySession session, long shown) {
        return shown >= session.handed() ? Math.max(shown, session.complete()) : shown;
    }

    private static long bytes(List<LogEntry> entries, RecoverySession session) {
        return entries.stream()
                .filter(session::includes)
                .mapToLong(LogEntry::bytes)
                .sum();
    }

    private Optional<Returning> ended(RecoverySession session, RecoveryRefusal reason) {
        sessions.end(session);
        return refused(reason);
    }

    private Optional<Returning> refused(RecoveryRefusal reason) {
        observer.refused(reason);
        return Optional.empty();
    }

    /**
     * Reads what a client missed. Its new socket must be in its rooms already, and must not have sent anything yet.
     *
     * @return empty if the log has given up what the client missed meanwhile; then the session has ended
     */
    public Optional<Replay> replay(Returning returning) {
        RecoverySession session = returning.session();
        Optional<List<LogEntry>> entries = log.after(returning.from());
        if (entries.isEmpty()) {
            ended(session, RecoveryRefusal.LOG_EXCEEDED);
            return Optional.empty();
        }
        List<LogEntry> all = entries.get();
        List<LogEntry> missed = all.stream().filter(session::includes).toList();
        if (!missed.isEmpty()) {
            session.handed(missed.get(missed.size() - 1).position());
        }
        observer.recovered(missed.size());
        return Optional.of(new Replay(
                missed.stream().map(LogEntry::packets).toList(),
                all.isEmpty() ? returning.from() : all.get(all.size() - 1).position()));
    }

    /** What a session may see from now on and of what it missed: what was sent to these rooms. */
    public void retain(RecoverySession session, Set<String> rooms) {
        session.rooms().retain(rooms);
    }

    /** The namespace ends: nobody will come back. */
    void clear() {
        log.clear();
    }
}

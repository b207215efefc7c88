package dev.parley.socketio.recovery;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * The clients of one namespace that come back and ask for their sessions: each gets its own one and what it missed, or none.
 * Thread-safe, and no method blocks; but between two calls for the same client, another thread may call for it, or end its session.
 * So a caller asks again, see {@link #isLast}, {@link #isBeingTaken} and {@link #isTakenAway}. Only {@link #claim} decides: it gives
 * a session away once.
 */
public final class ReturningClients {

    private final boolean on;
    private final EventLog log;
    private final RecoverySessions sessions;
    /** Null if only this node knows the sessions. */
    private final SharedSessions shared;

    private final MissedEvents missed;
    private final Consumer<RecoverySession> end;
    private final RecoveryObserver observer;

    /**
     * The clients that return to these sessions.
     *
     * @param shared null if only this node knows the sessions
     * @param end ends a session for good, on all nodes
     */
    ReturningClients(
            RecoverySettings settings,
            EventLog log,
            RecoverySessions sessions,
            SharedSessions shared,
            Consumer<RecoverySession> end,
            RecoveryObserver observer) {
        this.on = settings.isOn();
        this.log = log;
        this.sessions = sessions;
        this.shared = shared;
        this.missed = new MissedEvents(log, position -> shared == null || position.isUpTo(shared.read()));
        this.end = end;
        this.observer = observer;
    }

    /**
     * Makes the session that a client shows one of this node, wherever it was. Fails if that cannot be known. At once if only this
     * node has sessions.
     */
    public CompletionStage<Fetched> fetch(RecoveryRequest request, String owner) {
        return shared == null ? CompletableFuture.completedStage(Fetched.NONE) : shared.claim(request, owner);
    }

    /** Whether a session that has been fetched has been taken away again, by another node to which its client has gone. */
    public boolean isTakenAway(RecoveryRequest request, Fetched fetched) {
        return fetched == Fetched.OVERTAKEN
                || fetched == Fetched.HERE && sessions.find(request.pid()).isEmpty();
    }

    /** The client that shows a session has been refused: the session ends for good. */
    public void refused(RecoveryRequest request) {
        sessions.find(request.pid()).ifPresent(end);
    }

    /**
     * A client that has returned asks for its session. If it is cut off at once and returns again, the later connection has to win.
     *
     * @param owner who has returned
     * @return the number of this request, for {@link #isLast}
     */
    public long ask(RecoveryRequest request, String owner) {
        return known(request, owner).map(RecoverySession::ask).orElse(0L);
    }

    /** Whether the client has not asked again after the request with this number. */
    public boolean isLast(RecoveryRequest request, String owner, long number) {
        return known(request, owner).map(session -> session.isLast(number)).orElse(true);
    }

    /** Whether another connection of the client has just taken the session, and its socket will be there in a moment. */
    public boolean isBeingTaken(RecoveryRequest request, String owner) {
        return known(request, owner).filter(sessions::isBeingTaken).isPresent();
    }

    private Optional<RecoverySession> known(RecoveryRequest request, String owner) {
        return on
                ? sessions.find(request.pid()).filter(session -> session.owner().equals(owner))
                : Optional.empty();
    }

    /**
     * The socket of a session whose client has come back before this node has noticed that it was gone.
     *
     * @param owner who has come back
     */
    public Optional<RecoverableMember> halfDead(RecoveryRequest request, String owner) {
        return known(request, owner).map(RecoverySession::member);
    }

    /** The id of the socket that a client gets back; empty if there is no session for it. */
    public Optional<String> socketId(RecoveryRequest request, String owner) {
        return known(request, owner).map(RecoverySession::socketId);
    }

    /**
     * Takes a session back for a client that has returned. If not all that it missed can be sent, the session ends.
     *
     * @param owner who has returned
     * @param caughtUp whether what other nodes had sent before has arrived
     * @param maxBytes the most bytes that may be sent to it at once
     */
    public Optional<Returning> claim(RecoveryRequest request, String owner, boolean caughtUp, long maxBytes) {
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
        return caughtUp ? resume(session, request, maxBytes) : ended(session, RecoveryRefusal.OTHER_NODES_MISSED);
    }

    private Optional<Returning> resume(RecoverySession session, RecoveryRequest request, long maxBytes) {
        Optional<Seen> known = missed.seen(request, session);
        if (known.isEmpty()) {
            return ended(session, RecoveryRefusal.UNKNOWN_OFFSET);
        }
        Seen seen = known.get();
        OptionalLong from = log.from(seen);
        Optional<List<LogEntry>> entries = from.isPresent() ? log.after(from.getAsLong()) : Optional.empty();
        if (entries.isEmpty()
                || session.rooms()
                        .since()
                        .filter(since -> !seen.includes(since))
                        .isPresent()) {
            return ended(session, missed.reason(seen));
        }
        session.accepted(seen, new Mark(log.name(), from.getAsLong(), seen.stream()));
        if (bytes(entries.get(), session) > maxBytes) {
            return ended(session, RecoveryRefusal.TOO_MUCH_MISSED);
        }
        return Optional.of(new Returning(session, from.getAsLong()));
    }

    private static long bytes(List<LogEntry> entries, RecoverySession session) {
        return entries.stream()
                .filter(session::needs)
                .mapToLong(LogEntry::bytes)
                .sum();
    }

    private Optional<Returning> ended(RecoverySession session, RecoveryRefusal reason) {
        end.accept(session);
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
            ended(session, missed.reason(session.seen()));
            return Optional.empty();
        }
        List<LogEntry> all = entries.get();
        List<LogEntry> needed = all.stream().filter(session::needs).toList();
        if (!needed.isEmpty()) {
            session.handed(needed.get(needed.size() - 1).mark());
        }
        observer.recovered(needed.size());
        return Optional.of(new Replay(
                needed.stream().map(LogEntry::packets).toList(),
                all.isEmpty() ? returning.from() : all.get(all.size() - 1).position()));
    }
}

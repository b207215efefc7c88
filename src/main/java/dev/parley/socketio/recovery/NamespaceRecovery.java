package dev.parley.socketio.recovery;

import dev.parley.engine.Handshake;
import dev.parley.engine.MonotonicClock;
import dev.parley.engine.Timers;
import dev.parley.socketio.adapter.Adapter;
import dev.parley.socketio.adapter.ClusterBus;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * The recovery of one namespace: its log, its sessions from their beginning to their end, and the
 * {@linkplain #returningClients() clients that come back} to them. A client gets all that it missed, in order and once, or a new session.
 * Thread-safe; no method blocks.
 */
public final class NamespaceRecovery {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SECRET_BYTES = 16;
    private static final int NAME_BYTES = 6;

    /** Recovers nobody. */
    private static final NamespaceRecovery OFF =
            new NamespaceRecovery(RecoverySettings.OFF, () -> 0, RecoveryObserver.NONE);

    private final boolean on;
    private final Duration window;
    private final RecoveryObserver observer;
    private final EventLog log;
    private final RecoverySessions sessions;
    /** Null if only this node knows the sessions. */
    private final SharedSessions shared;

    private final ReturningClients returning;

    /** A recovery without sessions, which has bounds of its own. */
    public NamespaceRecovery(RecoverySettings settings, MonotonicClock clock, RecoveryObserver observer) {
        this(settings, clock, observer, RecoveryBudget.OWN, Optional.empty());
    }

    /** A recovery without sessions, which also keeps within a bound that it shares with others. */
    public NamespaceRecovery(
            RecoverySettings settings, MonotonicClock clock, RecoveryObserver observer, SharedRecoveryBudget shared) {
        this(settings, clock, observer, shared, Optional.empty());
    }

    private NamespaceRecovery(
            RecoverySettings settings,
            MonotonicClock clock,
            RecoveryObserver observer,
            RecoveryBudget budget,
            Optional<SharedSessions.Needs> needs) {
        this.on = settings.isOn();
        this.window = settings.window();
        this.observer = observer;
        this.log = new EventLog(settings, clock, random(NAME_BYTES), needs.isPresent(), budget);
        this.sessions = new RecoverySessions(settings, clock, budget);
        this.shared = needs.map(some -> new SharedSessions(some, settings, sessions, log))
                .orElse(null);
        this.returning = new ReturningClients(settings, log, sessions, this.shared, this::end, observer);
    }

    /**
     * A recovery of clients on any node of a cluster whose nodes read one stream.
     *
     * @param budget a bound that is shared with other namespaces; empty if there is none
     * @param bus of the namespace; it has a {@linkplain ClusterBus#sessions store of sessions}
     * @param executor runs tasks that may take a moment; must not reject a task before the node ends
     */
    public static NamespaceRecovery acrossNodes(
            RecoverySettings settings,
            MonotonicClock clock,
            RecoveryObserver observer,
            Optional<SharedRecoveryBudget> budget,
            ClusterBus bus,
            Timers timers,
            Executor executor) {
        return new NamespaceRecovery(
                settings,
                clock,
                observer,
                budget.<RecoveryBudget>map(bound -> bound).orElse(RecoveryBudget.OWN),
                bus.sessions().map(store -> new SharedSessions.Needs(store, bus::position, timers, executor, clock)));
    }

    /** The recovery of an adapter's namespace; one that recovers nobody if the adapter keeps no log. */
    public static NamespaceRecovery of(Adapter adapter) {
        return adapter.node() instanceof RecoverableAdapter recoverable ? recoverable.recovery() : OFF;
    }

    /** The namespace begins. */
    void open() {
        if (shared != null) {
            shared.open();
        }
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

    /** Gives the sessions back to clients that return. */
    public ReturningClients returningClients() {
        return returning;
    }

    /** Whether the other nodes know the sessions, too. */
    public boolean isShared() {
        return shared != null;
    }

    /** How long events are kept. */
    Duration window() {
        return window;
    }

    /** A session has changed. */
    void changed(RecoverySession session) {
        if (shared != null) {
            shared.save(session);
        }
    }

    /** Completes when the other nodes know of all changes before; never fails. */
    CompletionStage<Void> settled() {
        return shared == null ? CompletableFuture.completedStage(null) : shared.settled();
    }

    /** The heap that the log takes, by estimate, in bytes. */
    public long logBytes() {
        return log.heap();
    }

    /** The number of sessions that wait for their clients. */
    public int waiting() {
        return sessions.waiting();
    }

    /** Whether a client may come back. */
    public boolean isAwaited() {
        return on && sessions.waiting() > 0;
    }

    /** The clients that may come back, the longest waiting first. A snapshot. */
    public List<WaitingClient> clients() {
        return sessions.clients();
    }

    /** The session that waits for the client of a socket ends for good. Returns false if none waits. */
    public boolean endWaiting(String socketId) {
        Optional<RecoverySession> session = sessions.waitingFor(socketId);
        session.ifPresent(this::end);
        return session.isPresent();
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
        return Optional.of(sessions.begin(random(SECRET_BYTES), socketId, owner, log.mark()));
    }

    /**
     * Up to here every event has been handed to all its receivers. Whoever ends a socket reads it before the socket stops to
     * take events.
     */
    public Handed handed() {
        return new Handed(shared == null ? log.handed() : shared.position());
    }

    /**
     * The connection of a session's socket is lost. The session waits for its client.
     *
     * @param position what was {@link #handed} before the socket stopped to take events
     * @param kept what the application keeps for the next socket
     */
    public void lost(RecoverySession session, Handed position, Map<?, ?> kept) {
        session.lost(position.mark(), kept);
        sessions.await(session);
        if (shared != null && sessions.isThere(session)) {
            shared.save(session);
        }
    }

    /** A session's client had come back and was lost before it knew that it is recovered. The session waits as before. */
    public void unanswered(RecoverySession session) {
        sessions.await(session);
    }

    /** A session ends for good, with a goodbye. */
    public void end(RecoverySession session) {
        sessions.end(session);
        if (shared != null) {
            shared.end(session);
        }
    }

    /** What a session may see from now on and of what it missed: what was sent to these rooms. */
    public void retain(RecoverySession session, Set<String> rooms) {
        session.rooms().retain(rooms);
        changed(session);
    }

    /** The namespace ends: nobody will come back. */
    void clear() {
        if (shared != null) {
            shared.close();
        }
        sessions.clear();
        log.clear();
        observer.closed(this);
    }
}

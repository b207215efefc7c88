package dev.parley.engine;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * All Engine.IO sessions of one path on one node. Thread-safe; no method blocks.
 *
 * <p>The transports call {@link #open} for a new session and {@link #session} for the session that a request names. The
 * layer above is the {@link SessionAcceptor}.
 */
public final class EngineServer {

    private final EngineSettings settings;
    private final MonotonicClock clock;
    private final Timers timers;
    private final Executor executor;
    private final SessionAcceptor application;
    private final EngineObserver observer;
    private final RandomId ids = new RandomId();
    private final ConcurrentMap<String, EngineSession> sessions = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private final InboundBudget inbound;
    private final OutboundBudget budget;
    private final SlowClientEviction relief;
    private volatile boolean closed;

    /** Creates a server without sessions and without an observer. */
    public EngineServer(
            EngineSettings settings,
            MonotonicClock clock,
            Timers timers,
            Executor executor,
            SessionAcceptor application) {
        this(settings, clock, timers, executor, application, EngineObserver.NONE);
    }

    /**
     * Creates a server without sessions.
     *
     * @param timers use the same clock
     * @param executor runs tasks that may take a moment and must not delay anybody: the end of sessions. If it rejects
     *     a task, the calling thread runs the task
     */
    public EngineServer(
            EngineSettings settings,
            MonotonicClock clock,
            Timers timers,
            Executor executor,
            SessionAcceptor application,
            EngineObserver observer) {
        this.settings = settings;
        this.clock = clock;
        this.timers = timers;
        this.executor = executor;
        this.application = application;
        this.observer = observer;
        this.inbound = new InboundBudget(settings.receiveBudget(), clock);
        this.budget = new OutboundBudget(settings.sendBudget());
        this.relief = new SlowClientEviction(budget, sessions.values());
    }

    /**
     * Starts to close clients that are too slow, and continues for as long as the timers run. A client is closed if,
     * for six to seven seconds, it has read almost nothing while a send was under way, or has been too far behind and
     * read too slowly. Call this once.
     */
    public void watchForStalls() {
        new StallDetector(clock, timers, sessions.values()).begin();
    }

    /** Opens a session over a transport and sends the open packet. */
    public EngineSession open(Handshake handshake, Transport transport) {
        return open(handshake, transport, () -> {});
    }

    /**
     * Opens a session over a transport and sends the open packet.
     *
     * @param whenEnded runs once, on any thread, when the session is no longer open; must not block or throw
     */
    public EngineSession open(Handshake handshake, Transport transport, Runnable whenEnded) {
        EngineSession session = new EngineSession(ids.next(), handshake, this, transport, whenEnded);
        open.incrementAndGet();
        observer.opened(transport.name());
        sessions.put(session.id(), session);
        session.open(application);
        if (closed) {
            session.abort(CloseReason.SERVER_SHUTTING_DOWN);
        }
        return session;
    }

    /**
     * Ends all sessions at once. Sessions that are opened later end at once, too: a request may have been admitted
     * before the end.
     */
    public void close() {
        closed = true;
        sessions.values().forEach(session -> session.abort(CloseReason.SERVER_SHUTTING_DOWN));
    }

    /**
     * Returns the session with this id, as long as it exists. If its heartbeat has expired, this call ends the session
     * and returns empty.
     */
    public Optional<EngineSession> session(String sid) {
        EngineSession session = sessions.get(sid);
        if (session == null) {
            return Optional.empty();
        }
        if (session.isOverdue()) {
            session.abort(CloseReason.PING_TIMEOUT);
            return Optional.empty();
        }
        return Optional.of(session);
    }

    /** The number of open sessions; sessions that are closing are not counted. */
    public int openSessions() {
        return open.get();
    }

    /** The sessions that are open or closing, at the time of the call. */
    public Collection<EngineSession> sessions() {
        return List.copyOf(sessions.values());
    }

    /** The memory budget of this node for incomplete input. */
    public InboundBudget inbound() {
        return inbound;
    }

    /**
     * The estimated heap that the outbound queues of all clients take, in bytes; almost empty queues are not counted.
     */
    public long sendBudgetUsed() {
        return budget.used();
    }

    /** The settings of this server. */
    public EngineSettings settings() {
        return settings;
    }

    MonotonicClock clock() {
        return clock;
    }

    Timers timers() {
        return timers;
    }

    /**
     * Runs a task that ends a session on the executor. If the executor rejects the task, it runs on this thread,
     * because nobody else would ever end the session.
     */
    void runElsewhere(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            task.run();
        }
    }

    OutboundBudget budget() {
        return budget;
    }

    /**
     * Call this when the outbound queues are over their budget: closes the largest and slowest clients, on this thread.
     */
    void relieve() {
        relief.relieve();
    }

    EngineObserver observer() {
        return observer;
    }

    void ended(CloseReason reason) {
        open.decrementAndGet();
        observer.closed(reason);
    }

    void forget(EngineSession session) {
        sessions.remove(session.id(), session);
    }
}

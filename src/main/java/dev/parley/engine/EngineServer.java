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
 * <p>The edge asks {@link #open} for a new session and {@link #session} for the one that a request names; the layer
 * above is the {@link EngineListener}.
 */
public final class EngineServer {

    private final EngineSettings settings;
    private final Clock clock;
    private final Timers timers;
    private final Executor executor;
    private final EngineListener application;
    private final EngineObserver observer;
    private final RandomId ids = new RandomId();
    private final ConcurrentMap<String, EngineSession> sessions = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();

    /** A server without sessions, which nobody observes. */
    public EngineServer(
            EngineSettings settings, Clock clock, Timers timers, Executor executor, EngineListener application) {
        this(settings, clock, timers, executor, application, EngineObserver.NONE);
    }

    /**
     * A server without sessions.
     *
     * @param timers on the same clock
     * @param executor runs what may take a moment and must hold up nobody: the end of sessions; what it rejects runs on
     *     the thread that brings it
     */
    public EngineServer(
            EngineSettings settings,
            Clock clock,
            Timers timers,
            Executor executor,
            EngineListener application,
            EngineObserver observer) {
        this.settings = settings;
        this.clock = clock;
        this.timers = timers;
        this.executor = executor;
        this.application = application;
        this.observer = observer;
    }

    /**
     * From now on, for as long as the timers run, gives up clients that have taken nothing for six to seven seconds while
     * something was being sent to them. To be called once.
     */
    public void watchForStalls() {
        new StallWatch(clock, timers, sessions.values()).begin();
    }

    /** Opens a session over a transport, which gets the open packet. */
    public EngineSession open(Handshake handshake, Transport transport) {
        EngineSession session = new EngineSession(ids.next(), handshake, this, transport);
        open.incrementAndGet();
        observer.opened(transport.name());
        sessions.put(session.id(), session);
        session.open(application);
        return session;
    }

    /** The session with an id, as long as it lives; one whose heartbeat has failed ends by being looked up. */
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

    /** The number of open sessions; those that are closing do not count. */
    public int openSessions() {
        return open.get();
    }

    /** The sessions that are open or closing, at the time of the call. */
    public Collection<EngineSession> sessions() {
        return List.copyOf(sessions.values());
    }

    /** What the server was told. */
    public EngineSettings settings() {
        return settings;
    }

    Clock clock() {
        return clock;
    }

    Timers timers() {
        return timers;
    }

    /** Runs what ends something on the executor; here if that takes no more, because nobody else would ever end it. */
    void runElsewhere(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            task.run();
        }
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

package dev.parley.app;

import dev.parley.admission.DrainingGuard;
import dev.parley.audit.AuditEvent;
import dev.parley.audit.AuditLog;
import dev.parley.engine.EngineServer;
import dev.parley.engine.SessionDrain;
import dev.parley.health.NodeDrain;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** The drain of this node, by an operator or at its end. Thread-safe; only {@link #finish} waits. */
final class Drain implements NodeDrain {

    private static final long LOOK_NANOS = Duration.ofMillis(20).toNanos();

    private final DrainingGuard guard;
    private final EngineServer engine;
    private final NodeThreads threads;
    private final Duration over;
    private final AuditLog audit;
    private final Clock wall;
    private SessionDrain sessions;
    private Instant since;
    /** Whether the node is ending, so that the drain cannot be taken back. */
    private boolean ending;

    /** @param over how long it takes to send all clients away */
    Drain(DrainingGuard guard, EngineServer engine, NodeThreads threads, Duration over, AuditLog audit, Clock wall) {
        this.guard = guard;
        this.engine = engine;
        this.threads = threads;
        this.over = over;
        this.audit = audit;
        this.wall = wall;
    }

    @Override
    public State begin() {
        return begin(over);
    }

    private synchronized State begin(Duration within) {
        if (sessions == null) {
            guard.drain();
            since = wall.instant();
            tell("begun");
            sessions = SessionDrain.begin(
                    engine, threads.clock(), threads.timers(), threads.executor(), within, ThreadLocalRandom.current());
        }
        return state();
    }

    @Override
    public synchronized State takeBack() {
        if (sessions != null && !ending) {
            sessions.cancel();
            sessions = null;
            since = null;
            guard.resume();
            tell("taken back");
        }
        return state();
    }

    @Override
    public synchronized State state() {
        return new State(
                Optional.ofNullable(since),
                engine.openSessions(),
                sessions == null || engine.openSessions() == 0 ? Duration.ZERO : sessions.left());
    }

    /**
     * Drains for good. The calling thread waits until all clients have been sent away, or until the time is over; a drain
     * that is under way already is not slowed down.
     *
     * @param limit the longest time
     */
    void finish(Duration limit) {
        long start = threads.clock().nanos();
        synchronized (this) {
            ending = true;
            begin(limit.compareTo(over) < 0 ? limit : over);
        }
        // The last ones are closed a moment after the end of the time.
        long longest = limit.plus(SessionDrain.BATCH.multipliedBy(2)).toNanos();
        while (engine.openSessions() > 0 && threads.clock().nanos() - start < longest) {
            LockSupport.parkNanos(LOOK_NANOS);
            // An interrupt that is pending would keep the thread from ever parking again.
            Thread.interrupted();
        }
        synchronized (this) {
            sessions.cancel();
        }
        tell("ended, " + engine.openSessions() + " open");
    }

    private void tell(String detail) {
        audit.record(new AuditEvent(AuditEvent.Outcome.DONE, "", "", "drain", "", detail));
    }
}

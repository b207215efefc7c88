package dev.parley.app;

import dev.parley.admission.DrainingGuard;
import dev.parley.engine.EngineServer;
import dev.parley.health.NodeState;
import java.time.Duration;
import java.util.function.IntSupplier;

/** The state of the node for its health checks. The creation of this object counts as the start of the node. */
final class RunningNode implements NodeState {

    private final DrainingGuard draining;
    private final EngineServer engine;
    private final IntSupplier rooms;
    private final NodeThreads threads;
    private final long started;

    RunningNode(DrainingGuard draining, EngineServer engine, IntSupplier rooms, NodeThreads threads) {
        this.draining = draining;
        this.engine = engine;
        this.rooms = rooms;
        this.threads = threads;
        this.started = threads.clock().nanos();
    }

    @Override
    public boolean isDraining() {
        return draining.isDraining();
    }

    @Override
    public int connections() {
        return engine.openSessions();
    }

    @Override
    public int rooms() {
        return rooms.getAsInt();
    }

    @Override
    public Duration uptime() {
        return Duration.ofNanos(threads.clock().nanos() - started);
    }

    @Override
    public Duration sinceTimers() {
        return threads.sinceTimers();
    }
}

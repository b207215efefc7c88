package dev.parley.adminui;

import dev.parley.audit.AuditEvent;
import dev.parley.engine.MonotonicClock;
import dev.parley.engine.Timers;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * What the UI needs of its node.
 *
 * @param name how the UI names it
 * @param id its name among the nodes, which no other node has
 * @param timers by the monotonic clock
 * @param monotonic for durations
 * @param wall for timestamps and the ends of sessions
 * @param executor runs what may take a moment
 * @param audit takes a line for each action; may block, and is called on the executor
 */
public record AdminUiServices(
        NodeName name,
        String id,
        Timers timers,
        MonotonicClock monotonic,
        Clock wall,
        Executor executor,
        Consumer<AuditEvent> audit) {

    /** Nothing may be null. */
    public AdminUiServices {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(timers, "timers");
        Objects.requireNonNull(monotonic, "monotonic");
        Objects.requireNonNull(wall, "wall");
        Objects.requireNonNull(executor, "executor");
        Objects.requireNonNull(audit, "audit");
    }
}

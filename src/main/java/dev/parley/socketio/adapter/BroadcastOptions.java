package dev.parley.socketio.adapter;

import dev.parley.tracing.TraceContext;
import java.util.Objects;
import java.util.Set;

/**
 * The receivers of a broadcast, and how it is sent to them.
 *
 * @param rooms the rooms whose members get the broadcast, each member once; empty means everybody
 * @param except the rooms whose members do not get the broadcast; a socket's id is a room, too
 * @param local whether the broadcast is sent on this node only
 * @param droppable whether the broadcast is volatile, which means that it is sent only to the sockets to which it can
 *     be sent at once
 * @param trace the span of the sender, for the spans of other nodes; none if the broadcast is not traced
 */
public record BroadcastOptions(
        Set<String> rooms, Set<String> except, boolean local, boolean droppable, TraceContext trace) {

    /** To everybody on every node. */
    public static final BroadcastOptions EVERYBODY = new BroadcastOptions(Set.of(), Set.of(), false, false);

    /** Keeps copies of the sets. */
    public BroadcastOptions {
        rooms = Set.copyOf(rooms);
        except = Set.copyOf(except);
        Objects.requireNonNull(trace, "trace");
    }

    /** Options of a broadcast that is not traced. */
    public BroadcastOptions(Set<String> rooms, Set<String> except, boolean local, boolean droppable) {
        this(rooms, except, local, droppable, TraceContext.NONE);
    }

    /** The same options for a broadcast within this span. */
    public BroadcastOptions within(TraceContext span) {
        return span.isNone() ? this : new BroadcastOptions(rooms, except, local, droppable, span);
    }
}

package dev.parley.socketio.adapter;

import java.util.Set;

/**
 * The receivers of a broadcast, and how it is sent to them.
 *
 * @param rooms the rooms whose members get the broadcast, each member once; empty means everybody
 * @param except the rooms whose members do not get the broadcast; a socket's id is a room, too
 * @param local whether the broadcast is sent on this node only
 * @param droppable whether the broadcast is volatile, which means that it is sent only to the sockets to which it can
 *     be sent at once
 */
public record BroadcastOptions(Set<String> rooms, Set<String> except, boolean local, boolean droppable) {

    /** To everybody on every node. */
    public static final BroadcastOptions EVERYBODY = new BroadcastOptions(Set.of(), Set.of(), false, false);

    /** Keeps copies of the sets. */
    public BroadcastOptions {
        rooms = Set.copyOf(rooms);
        except = Set.copyOf(except);
    }
}

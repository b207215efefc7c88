package dev.parley.socketio.adapter;

import java.util.Set;

/**
 * To whom a broadcast goes, and how.
 *
 * @param rooms the rooms whose members get it, each of them once; empty means everybody
 * @param except the rooms whose members do not get it; a socket's id is a room too
 * @param local only on this node
 * @param droppable volatile: only to those to whom it can be sent at once
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

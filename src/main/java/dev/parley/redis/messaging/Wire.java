package dev.parley.redis.messaging;

import dev.parley.socketio.adapter.ClusterBus;

/**
 * What the nodes of a cluster say to each other, and on which channels. Nodes of different wires do not understand each
 * other.
 */
public interface Wire {

    /** The commands by which it uses Redis. */
    PubSubCommands commands();

    /** Whether the nodes also have a {@link MessageStream}. */
    default boolean hasStream() {
        return false;
    }

    /** The bus of a namespace, for one adapter. */
    ClusterBus bus(String namespace, MessageExchange exchange);
}

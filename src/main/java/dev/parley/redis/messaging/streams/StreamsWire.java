package dev.parley.redis.messaging.streams;

import dev.parley.redis.messaging.MessageExchange;
import dev.parley.redis.messaging.PubSubCommands;
import dev.parley.redis.messaging.Wire;
import dev.parley.socketio.adapter.ClusterBus;

/** The wire of {@code @socket.io/redis-streams-adapter}. */
public final class StreamsWire implements Wire {

    @Override
    public PubSubCommands commands() {
        return PubSubCommands.CLASSIC;
    }

    @Override
    public boolean hasStream() {
        return true;
    }

    @Override
    public ClusterBus bus(String namespace, MessageExchange exchange) {
        return new StreamsBus(namespace, exchange);
    }
}

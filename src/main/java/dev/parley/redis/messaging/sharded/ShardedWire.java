package dev.parley.redis.messaging.sharded;

import dev.parley.redis.messaging.MessageExchange;
import dev.parley.redis.messaging.PubSubCommands;
import dev.parley.redis.messaging.Wire;
import dev.parley.socketio.adapter.ClusterBus;

/** The wire of {@code createShardedAdapter} of {@code @socket.io/redis-adapter}. It needs Redis 7.0. */
public final class ShardedWire implements Wire {

    @Override
    public PubSubCommands commands() {
        return PubSubCommands.SHARDED;
    }

    @Override
    public ClusterBus bus(String namespace, MessageExchange exchange) {
        return new ShardedBus(namespace, exchange);
    }
}

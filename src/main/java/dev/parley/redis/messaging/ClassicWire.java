package dev.parley.redis.messaging;

import dev.parley.socketio.adapter.ClusterBus;

/** The wire of {@code createAdapter} of {@code @socket.io/redis-adapter}, and of {@code @socket.io/redis-emitter}. */
public final class ClassicWire implements Wire {

    @Override
    public PubSubCommands commands() {
        return PubSubCommands.CLASSIC;
    }

    @Override
    public ClusterBus bus(String namespace, MessageExchange exchange) {
        return new RedisBus(new ChannelNames(exchange.key(), namespace), exchange);
    }
}

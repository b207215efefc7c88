package dev.parley.app;

import dev.parley.redis.connection.RedisWire;
import dev.parley.redis.messaging.ClassicWire;
import dev.parley.redis.messaging.Wire;
import dev.parley.redis.messaging.sharded.ShardedWire;
import dev.parley.redis.messaging.streams.StreamsWire;

/** The implementation of each wire that the settings can name. */
public final class MessagingWires {

    private MessagingWires() {}

    /** The wire with this name. */
    public static Wire of(RedisWire name) {
        return switch (name) {
            case PUBSUB -> new ClassicWire();
            case SHARDED -> new ShardedWire();
            case STREAMS -> new StreamsWire();
        };
    }
}

package dev.parley.redis.connection;

import java.util.Arrays;
import java.util.Locale;

/** What the nodes of a cluster say to each other by Redis: each the wire of an adapter of Node. */
public enum RedisWire {
    /** That of {@code createAdapter} of {@code @socket.io/redis-adapter}. */
    PUBSUB,
    /** That of {@code createShardedAdapter} of the same package. */
    SHARDED,
    /** That of {@code @socket.io/redis-streams-adapter}. */
    STREAMS;

    static final String NOT_IN_A_CLUSTER = "pubsub with a Redis Cluster; sharded and streams are for one Redis server";

    /**
     * The wire with this name, in lower case.
     *
     * @throws IllegalArgumentException with a message that lists the valid names
     */
    public static RedisWire named(String name) {
        return Arrays.stream(values())
                .filter(wire -> wire.text().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("pubsub, sharded or streams"));
    }

    /** The name as in the settings. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}

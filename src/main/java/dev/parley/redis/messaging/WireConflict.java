package dev.parley.redis.messaging;

import dev.parley.redis.connection.RedisWire;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.concurrent.CompletionStage;

/**
 * Warns when servers of another wire meet under the same key in the same Redis: they would be taken for one cluster, and
 * do not hear each other. Looks once for each connection. Where the question is not allowed or not known, nothing is
 * said.
 */
final class WireConflict {

    private static final Logger LOG = System.getLogger(WireConflict.class.getName());

    private final SubscriberCount count;
    private final RedisWire own;
    private final String key;
    /** The connection that has been looked at. Only for the one thread that calls {@link #look}. */
    private long looked;

    WireConflict(SubscriberCount count, RedisWire own, String key) {
        this.count = count;
        this.own = own;
        this.key = key;
    }

    /**
     * Looks unless this connection has been looked at.
     *
     * @param connection the number of the present connection, from 1
     */
    void look(long connection, Collection<String> namespaces) {
        if (connection == looked || namespaces.isEmpty()) {
            return;
        }
        looked = connection;
        for (RedisWire other : RedisWire.values()) {
            if (other != own) {
                namespaces.forEach(namespace -> look(other, namespace));
            }
        }
    }

    private void look(RedisWire other, String namespace) {
        servers(other, new ChannelNames(key, namespace)).whenComplete((servers, failure) -> {
            if (failure != null) {
                LOG.log(Level.DEBUG, "Whether there are servers of another wire is not known", failure);
            } else if (servers > 0) {
                LOG.log(
                        Level.WARNING,
                        "Servers of another wire meet under the key {0} in this Redis ({1} in namespace {2}):"
                                + " they and this node do not hear each other."
                                + " Give all the same REDIS_ADAPTER, or each wire a WEBSOCKET_REDIS_KEY of its own",
                        key,
                        servers,
                        namespace);
            }
        });
    }

    /**
     * How many servers of a wire there are: the subscribers of a channel to which each of them is subscribed. That of the
     * streams is also one of Parley's on the classic wire, who are subscribed to two, and one after the other.
     */
    private CompletionStage<Integer> servers(RedisWire other, ChannelNames channels) {
        return switch (other) {
            case PUBSUB -> count.of(PubSubCommands.CLASSIC, channels.requests());
            case SHARDED -> count.of(PubSubCommands.SHARDED, channels.broadcasts());
            case STREAMS -> count.difference(PubSubCommands.CLASSIC, channels.broadcasts(), channels.requests());
        };
    }
}

package dev.parley.app;

import dev.parley.chat.ClusterDirectory;
import dev.parley.chat.ForeignSockets;
import dev.parley.chat.LocalDirectory;
import dev.parley.chat.LocalPresence;
import dev.parley.chat.NodeId;
import dev.parley.chat.PresenceDirectory;
import dev.parley.chat.RoomDirectory;
import dev.parley.chat.SharedDirectory;
import dev.parley.health.RedisStatus;
import dev.parley.metrics.ClusterCounts;
import dev.parley.metrics.ClusterMeters;
import dev.parley.metrics.ClusterMetrics;
import dev.parley.metrics.LocalMetrics;
import dev.parley.metrics.NodeMetrics;
import dev.parley.metrics.SharedMetrics;
import dev.parley.redis.MessagingStatus;
import dev.parley.redis.RedisMessaging;
import dev.parley.redis.RedisPresence;
import dev.parley.redis.RedisSettings;
import dev.parley.socketio.Namespace;
import dev.parley.socketio.adapter.Adapter;
import dev.parley.socketio.adapter.ClusterAdapter;
import dev.parley.socketio.adapter.DeliveryObserver;
import dev.parley.socketio.adapter.LocalAdapter;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a node has of the other nodes, by way of Redis: each port in the implementation that knows them, or in the one of a
 * node that is alone when there is no Redis.
 */
final class Cluster implements AutoCloseable {

    private final NodeId self;
    private final NodeThreads threads;
    private final Clock wall;
    private final Optional<RedisPresence> shared;
    private final Optional<RedisMessaging> messaging;
    private final PresenceDirectory presence;

    /** Starts to reach for Redis, if there is one. */
    Cluster(Optional<RedisSettings> redis, NodeId self, ThreadFactory factory, NodeThreads threads, Clock wall) {
        this.self = self;
        this.threads = threads;
        this.wall = wall;
        shared = redis.map(
                address -> new RedisPresence(address, self.text(), factory, threads.executor(), threads.clock(), wall));
        presence = shared.<PresenceDirectory>map(Function.identity()).orElseGet(() -> new LocalPresence(wall));
        messaging = redis.map(
                address -> new RedisMessaging(address, self.text(), threads.clock(), factory, threads.executor()));
    }

    /** The adapter of a namespace. */
    Adapter adapter(String namespace, DeliveryObserver observer) {
        return messaging
                .<Adapter>map(messages ->
                        new ClusterAdapter(messages.bus(namespace), threads.timers(), threads.executor(), observer))
                .orElseGet(() -> new LocalAdapter(observer));
    }

    /** Who is there. */
    PresenceDirectory presence() {
        return presence;
    }

    /** The sockets and rooms of all nodes; has the namespace tell the others of its own. */
    ClusterDirectory directory(Namespace namespace, RoomDirectory rooms) {
        LocalDirectory local = new LocalDirectory(namespace, rooms, self);
        namespace.describe(local::describe);
        return shared.<ClusterDirectory>map(redis -> new SharedDirectory(
                        namespace, local, redis, () -> alive(redis), new ForeignSockets(wall), self))
                .orElse(local);
    }

    /** The numbers of all nodes; has the namespace tell the others of its own. */
    ClusterMetrics metrics(Namespace namespace, NodeMetrics local) {
        return shared.<ClusterMetrics>map(
                        redis -> new SharedMetrics(namespace, local, () -> alive(redis), self).answering())
                .orElseGet(() -> new LocalMetrics(local));
    }

    private static Set<String> alive(RedisPresence redis) {
        return redis.nodes().keySet();
    }

    /** How Redis is; empty without Redis. */
    Optional<Supplier<RedisStatus>> redis() {
        return messaging.map(messages -> () -> status(messages.status()));
    }

    private static RedisStatus status(MessagingStatus messages) {
        return messages.isConnected() ? new RedisStatus(true, messages.latency()) : RedisStatus.AWAY;
    }

    /** What is counted of Redis; empty without Redis. */
    Optional<ClusterMeters> meters() {
        return messaging.flatMap(messages -> shared.map(
                redis -> new ClusterMeters(() -> status(messages.status()), () -> counts(messages.status(), redis))));
    }

    private static ClusterCounts counts(MessagingStatus messages, RedisPresence redis) {
        return new ClusterCounts(
                messages.published(),
                messages.dropped(),
                messages.uncertain(),
                messages.received(),
                messages.malformed(),
                messages.resubscriptions(),
                redis.isShared(),
                redis.answeredAlone());
    }

    /** Takes leave of the others; waits for it a few seconds at most. */
    @Override
    public void close() {
        shared.ifPresent(RedisPresence::close);
        messaging.ifPresent(RedisMessaging::close);
    }
}

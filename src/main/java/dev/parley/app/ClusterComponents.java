package dev.parley.app;

import dev.parley.chat.directory.ClusterDirectory;
import dev.parley.chat.directory.LocalDirectory;
import dev.parley.chat.directory.NodeId;
import dev.parley.chat.directory.RoomDirectory;
import dev.parley.chat.directory.SharedDirectory;
import dev.parley.chat.directory.SocketDescriptionMapper;
import dev.parley.health.RedisStatus;
import dev.parley.history.HistorySettings;
import dev.parley.history.LocalHistory;
import dev.parley.history.MessageHistory;
import dev.parley.idempotency.SharedKeys;
import dev.parley.metrics.ClusterMeters;
import dev.parley.metrics.ClusterMetrics;
import dev.parley.metrics.ClusterStatistics;
import dev.parley.metrics.LocalMetrics;
import dev.parley.metrics.NodeMetrics;
import dev.parley.metrics.RecoveryMeters;
import dev.parley.metrics.SharedMetrics;
import dev.parley.presence.LocalPresence;
import dev.parley.presence.PresenceDirectory;
import dev.parley.redis.connection.RedisSettings;
import dev.parley.redis.history.RedisHistory;
import dev.parley.redis.messaging.MessagingStatus;
import dev.parley.redis.messaging.RedisMessaging;
import dev.parley.redis.presence.RedisKeys;
import dev.parley.redis.presence.RedisPresence;
import dev.parley.socketio.Namespace;
import dev.parley.socketio.adapter.Adapter;
import dev.parley.socketio.adapter.ClusterAdapter;
import dev.parley.socketio.adapter.ClusterBus;
import dev.parley.socketio.adapter.DeliveryObserver;
import dev.parley.socketio.adapter.LocalAdapter;
import dev.parley.socketio.adapter.NodeAdapter;
import dev.parley.socketio.recovery.NamespaceRecovery;
import dev.parley.socketio.recovery.RecoverableAdapter;
import dev.parley.socketio.recovery.RecoveryObserver;
import dev.parley.socketio.recovery.RecoverySettings;
import dev.parley.socketio.recovery.SharedRecoveryBudget;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Builds the connections of a node to the other nodes. With Redis, each port has its implementation for a cluster;
 * without Redis, its implementation for a single node.
 */
final class ClusterComponents implements AutoCloseable {

    /** Of the heap, for the last messages of all rooms: a twentieth, as for the metadata of rooms. */
    private static final int HISTORY_SHARE = 20;

    private final Optional<RedisSettings> redis;
    private final ThreadFactory factory;
    private final NodeId self;
    private final NodeThreads threads;
    private final Clock wall;
    private final Optional<RedisPresence> shared;
    private final Optional<RedisMessaging> messaging;
    private final PresenceDirectory presence;
    private RedisHistory history;

    /** Starts to connect to Redis, if it is configured. */
    ClusterComponents(
            Optional<RedisSettings> redis, NodeId self, ThreadFactory factory, NodeThreads threads, Clock wall) {
        this.redis = redis;
        this.factory = factory;
        this.self = self;
        this.threads = threads;
        this.wall = wall;
        shared = redis.map(
                address -> new RedisPresence(address, self.text(), factory, threads.executor(), threads.clock(), wall));
        presence = shared.<PresenceDirectory>map(Function.identity()).orElseGet(() -> new LocalPresence(wall));
        messaging = redis.map(address -> new RedisMessaging(
                address,
                MessagingWires.of(address.wire()),
                self.text(),
                threads.clock(),
                factory,
                threads.redisQuestions(),
                threads.executor()));
    }

    /**
     * The adapter of a namespace whose clients are recovered if they come back to this node, or to any node if the wire can
     * do that.
     *
     * @param shared a bound that the namespace shares with others; empty if it has its own
     */
    Adapter adapter(
            String namespace,
            DeliveryObserver observer,
            RecoverySettings settings,
            RecoveryMeters recoveries,
            Optional<SharedRecoveryBudget> shared) {
        Optional<ClusterBus> bus = messaging.map(messages -> messages.bus(namespace));
        NodeAdapter node = new LocalAdapter(observer);
        if (settings.isOn()) {
            NamespaceRecovery recovery = recovery(settings, recoveries.observer(), shared, bus);
            recoveries.add(recovery);
            node = new RecoverableAdapter(new LocalAdapter(observer), recovery);
        }
        return adapter(bus, node);
    }

    /** The adapter of a namespace that is not counted and whose clients are not recovered. */
    Adapter adapter(String namespace) {
        return adapter(messaging.map(messages -> messages.bus(namespace)), new LocalAdapter());
    }

    private NamespaceRecovery recovery(
            RecoverySettings settings,
            RecoveryObserver observer,
            Optional<SharedRecoveryBudget> shared,
            Optional<ClusterBus> bus) {
        if (bus.flatMap(ClusterBus::sessions).isPresent()) {
            return NamespaceRecovery.acrossNodes(
                    settings, threads.clock(), observer, shared, bus.get(), threads.timers(), threads.executor());
        }
        return shared.map(budget -> new NamespaceRecovery(settings, threads.clock(), observer, budget))
                .orElseGet(() -> new NamespaceRecovery(settings, threads.clock(), observer));
    }

    private Adapter adapter(Optional<ClusterBus> bus, NodeAdapter node) {
        return bus.<Adapter>map(others -> new ClusterAdapter(others, threads.timers(), threads.executor(), node))
                .orElse(node);
    }

    /** The presence of users. */
    PresenceDirectory presence() {
        return presence;
    }

    /** The keys of requests that are executed once; without Redis no other node knows them. */
    SharedKeys keys() {
        return shared.<SharedKeys>map(redis -> new RedisKeys(redis, this::delivered))
                .orElse(SharedKeys.NONE);
    }

    /** Goes on with a worker, because the thread that publishes must not be held up. */
    private CompletionStage<Void> delivered() {
        return messaging
                .map(messages -> messages.delivered().thenRunAsync(() -> {}, threads.executor()))
                .orElseGet(() -> CompletableFuture.completedStage(null));
    }

    /**
     * The directory of the sockets and rooms of all nodes. Also makes the namespace describe its sockets to the other
     * nodes.
     */
    ClusterDirectory directory(Namespace namespace, RoomDirectory rooms) {
        LocalDirectory local = new LocalDirectory(namespace, rooms, self);
        namespace.describe(local::describe);
        return shared.<ClusterDirectory>map(redis -> new SharedDirectory(
                        namespace,
                        local,
                        redis::originsOf,
                        () -> alive(redis),
                        new SocketDescriptionMapper(wall),
                        self))
                .orElse(local);
    }

    /**
     * The directory of the sockets and rooms of all nodes in an own namespace. Its rooms have no metadata, and a
     * creation time only on a node that has looked at them. Also makes the namespace describe its sockets to the other
     * nodes.
     *
     * @param anonymous whether sockets may have no user
     */
    ClusterDirectory ownDirectory(Namespace namespace, boolean anonymous) {
        LocalDirectory local = new LocalDirectory(namespace, new RoomDirectory(namespace, wall, 0), self, anonymous);
        namespace.describe(local::describe);
        return shared.<ClusterDirectory>map(redis -> new SharedDirectory(
                        namespace,
                        local,
                        rooms -> CompletableFuture.completedStage(Map.of()),
                        () -> alive(redis),
                        new SocketDescriptionMapper(wall),
                        self))
                .orElse(local);
    }

    /** The metrics of all nodes. Also makes the namespace answer the metrics queries of the other nodes. */
    ClusterMetrics metrics(Namespace namespace, NodeMetrics local) {
        return shared.<ClusterMetrics>map(
                        redis -> new SharedMetrics(namespace, local, () -> alive(redis), self).answering())
                .orElseGet(() -> new LocalMetrics(local));
    }

    private static Set<String> alive(RedisPresence redis) {
        return redis.nodes().keySet();
    }

    /** The status of Redis; empty without Redis. */
    Optional<Supplier<RedisStatus>> redis() {
        return messaging.map(messages -> () -> status(messages.status()));
    }

    private static RedisStatus status(MessagingStatus messages) {
        return messages.isConnected() ? new RedisStatus(true, messages.latency()) : RedisStatus.AWAY;
    }

    /** The meters of Redis; empty without Redis. */
    Optional<ClusterMeters> meters() {
        return messaging.flatMap(messages -> shared.map(
                redis -> new ClusterMeters(() -> status(messages.status()), () -> counts(messages.status(), redis))));
    }

    private static ClusterStatistics counts(MessagingStatus messages, RedisPresence redis) {
        return new ClusterStatistics(
                messages.published(),
                messages.dropped(),
                messages.uncertain(),
                messages.received(),
                messages.malformed(),
                messages.resubscriptions(),
                redis.isShared(),
                redis.answeredAlone());
    }

    /** The last messages of rooms: in Redis, or on this node. Call it once. */
    MessageHistory history(HistorySettings settings) {
        if (!settings.isOn()) {
            return MessageHistory.OFF;
        }
        if (redis.isEmpty()) {
            return new LocalHistory(
                    settings, threads.clock(), Runtime.getRuntime().maxMemory() / HISTORY_SHARE);
        }
        history = new RedisHistory(redis.get(), settings, threads.clock(), factory, threads.executor());
        return history;
    }

    /** Leaves the cluster. Waits a few seconds at most. */
    @Override
    public void close() {
        if (history != null) {
            history.close();
        }
        shared.ifPresent(RedisPresence::close);
        messaging.ifPresent(RedisMessaging::close);
    }
}

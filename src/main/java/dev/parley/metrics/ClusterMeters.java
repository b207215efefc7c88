package dev.parley.metrics;

import dev.parley.health.RedisStatus;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** The meters of Redis, and of what a node shares there with other nodes. */
public final class ClusterMeters {

    private final Supplier<RedisStatus> redis;
    private final Supplier<ClusterStatistics> counts;

    /**
     * Creates the meters of a node that has a Redis. Both suppliers are called whenever somebody reads the meters, by
     * any thread; they must not block.
     *
     * @param redis returns the state of Redis
     * @param counts returns what was counted
     */
    public ClusterMeters(Supplier<RedisStatus> redis, Supplier<ClusterStatistics> counts) {
        this.redis = redis;
        this.counts = counts;
    }

    List<Meter> meters() {
        return List.of(
                gauge(
                        "parley_redis_connected",
                        "Whether Redis can be reached: 1 or 0",
                        () -> redis.get().connected() ? 1 : 0),
                gauge(
                        "parley_redis_latency_seconds",
                        "Time that Redis took for its last answer; NaN while it is away",
                        () -> redis.get()
                                .latency()
                                .map(time -> time.toNanos() / 1e9)
                                .orElse(Double.NaN)),
                counter(
                        "parley_redis_messages_published_total",
                        "Messages to other nodes that Redis has confirmed",
                        ClusterStatistics::published),
                counter(
                        "parley_redis_messages_dropped_total",
                        "Messages to other nodes that were not given to Redis, or refused by it",
                        ClusterStatistics::dropped),
                counter(
                        "parley_redis_messages_uncertain_total",
                        "Messages to other nodes that were on their way when the connection broke",
                        ClusterStatistics::uncertain),
                counter(
                        "parley_redis_messages_received_total",
                        "Messages that have come by way of Redis, the node's own copies included",
                        ClusterStatistics::received),
                counter(
                        "parley_redis_messages_malformed_total",
                        "Messages that have come and that no server of the cluster sends",
                        ClusterStatistics::malformed),
                counter(
                        "parley_redis_resubscriptions_total",
                        "Connections to Redis that were lost and made again, with all subscriptions",
                        ClusterStatistics::resubscriptions),
                gauge(
                        "parley_presence_shared",
                        "Whether presence is shared with other nodes: 1 or 0",
                        () -> counts.get().isPresenceShared() ? 1 : 0),
                counter(
                        "parley_presence_answered_alone_total",
                        "Questions about presence that the node has answered by what it knows itself",
                        ClusterStatistics::answeredAlone));
    }

    private Meter counter(String name, String help, ToLongFunction<ClusterStatistics> source) {
        return new Meter.Counter(name, help, List.of(Series.only(() -> source.applyAsLong(counts.get()))));
    }

    private static Meter gauge(String name, String help, DoubleSupplier source) {
        return new Meter.Gauge(name, help, List.of(Series.only(source)));
    }
}

package dev.parley.health;

import dev.parley.health.ReadinessReport.Service;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Determines the health of a node that has started. Thread-safe. Waits only for the database, and only for a short
 * time.
 */
public final class NodeReadiness {

    /** Timers that are this late will not run any more. No pause of a working JVM is this long. */
    static final Duration TIMERS_LOST = Duration.ofSeconds(30);

    private final NodeState node;
    private final Optional<Supplier<RedisStatus>> redis;
    private final Optional<BooleanSupplier> database;
    private final Clock clock;

    /**
     * The health of a node.
     *
     * @param redis gives the status of Redis without waiting for Redis; empty without Redis
     * @param database checks whether the database answers; empty without a database
     * @param clock the clock for timestamps
     */
    public NodeReadiness(
            NodeState node, Optional<Supplier<RedisStatus>> redis, Optional<BooleanSupplier> database, Clock clock) {
        this.node = node;
        this.redis = redis;
        this.database = database;
        this.clock = clock;
    }

    /** Whether the node is alive. Only a restart can help a node whose timers have stopped. */
    public boolean isAlive() {
        return node.sinceTimers().compareTo(TIMERS_LOST) < 0;
    }

    /** The present health of the node. */
    public ReadinessReport report() {
        boolean draining = node.isDraining();
        Optional<RedisStatus> redisNow = redis.map(Supplier::get);
        Optional<Boolean> databaseNow = database.map(BooleanSupplier::getAsBoolean);
        return new ReadinessReport(
                !draining && databaseNow.orElse(true),
                service(draining, redisNow),
                node.connections(),
                node.rooms(),
                node.uptime(),
                redisNow,
                databaseNow,
                clock.instant());
    }

    private static Service service(boolean draining, Optional<RedisStatus> redis) {
        if (draining) {
            return Service.UNHEALTHY;
        }
        return redis.map(RedisStatus::connected).orElse(true) ? Service.HEALTHY : Service.DEGRADED;
    }
}

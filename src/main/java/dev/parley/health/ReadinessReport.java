package dev.parley.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * The report of a node on its readiness.
 *
 * @param ready whether clients may be sent to the node
 * @param service the state of the node's service
 * @param connections the number of open connections
 * @param rooms the number of rooms with a member on this node
 * @param uptime the time since the start of the node
 * @param redis the status of Redis; empty without Redis
 * @param database whether the database answers; empty without a database
 * @param timestamp the time of the report
 */
public record ReadinessReport(
        boolean ready,
        Service service,
        int connections,
        int rooms,
        Duration uptime,
        Optional<RedisStatus> redis,
        Optional<Boolean> database,
        Instant timestamp) {

    /** The state of the service for sockets. */
    public enum Service {
        /** Everything works. */
        HEALTHY,
        /** The node serves its own clients, but does not reach the clients of other nodes. */
        DEGRADED,
        /** The node accepts no clients. */
        UNHEALTHY;

        /** The name in the contract. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

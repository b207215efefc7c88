package dev.parley.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What a node says when it is asked whether it is ready.
 *
 * @param ready whether clients may be sent to it
 * @param service how its own service is
 * @param connections that are open
 * @param rooms with a member here
 * @param uptime since its start
 * @param redis how Redis is; empty without Redis
 * @param database whether the database answers; empty without one
 * @param timestamp of now
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

    /** How the service for sockets is. */
    public enum Service {
        /** All is well. */
        HEALTHY,
        /** It serves its own clients, but does not reach those of other nodes. */
        DEGRADED,
        /** It takes no clients. */
        UNHEALTHY;

        /** The word of the contract. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

package dev.parley.redis.presence;

import java.time.Duration;

/**
 * How long presence data stays in Redis when it is not renewed. Whatever Redis has lost, no wrong data that follows
 * from the loss stays longer than {@link #key()}.
 *
 * @param key the lifetime of the key of a user, of a room, and of the users of a lease, from the last renewal by any
 *     node
 * @param patience how long the data under one lease counts in a key that other nodes renew, from the last renewal by
 *     the node of the lease
 * @param nodes the lifetime of the keys for the nodes, from the last beat of any node. It is shorter than the rest of
 *     the lifetime of a user's key when all nodes stop. So users never expire while the name of the data is still the
 *     same
 */
record PresenceTtl(Duration key, Duration patience, Duration nodes) {

    /** With a renewal every {@link PresenceWorker#RENEWAL}, one minute is the limit for everything. */
    static final PresenceTtl DEFAULT =
            new PresenceTtl(Duration.ofSeconds(60), Duration.ofSeconds(40), Duration.ofSeconds(40));
}

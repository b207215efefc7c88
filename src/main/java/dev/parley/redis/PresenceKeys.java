package dev.parley.redis;

import java.util.List;

/**
 * The names of what is kept in Redis for presence. A user and a room are one key each, so that a step for one of them is
 * atomic in a Redis Cluster, too; what concerns the nodes has a hash tag in common.
 */
final class PresenceKeys {

    private final String prefix;

    /** @param key what all names begin with */
    PresenceKeys(String key) {
        prefix = key + ":presence:";
    }

    /** The leases that run, those that have ended, the sockets of each, and the epoch. */
    List<String> nodes() {
        String nodes = prefix + "{nodes}:";
        return List.of(nodes + "running", nodes + "ended", nodes + "sockets", nodes + "epoch");
    }

    String user(String userId) {
        return prefix + "user:" + userId;
    }

    String room(String room) {
        return prefix + "room:" + room;
    }

    /** The users that are noted under a lease. */
    String users(Lease lease) {
        return prefix + "users:" + lease.text();
    }
}

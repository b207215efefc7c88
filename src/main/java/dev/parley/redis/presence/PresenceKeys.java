package dev.parley.redis.presence;

import java.util.List;

/**
 * The names of the keys for presence in Redis. Each user and each room is one key, so that a command for one of them is
 * atomic in a Redis Cluster, too. The keys for the nodes share a hash tag, so that one script can use all of them.
 */
final class PresenceKeys {

    private final String prefix;

    /** @param key the prefix of all names */
    PresenceKeys(String key) {
        prefix = key + ":presence:";
    }

    /**
     * The keys of the leases that run, of the leases that have ended, of the numbers of sockets, and of the epoch, in
     * this order.
     */
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

    /** The key of a request that is executed once. */
    String request(String key) {
        return prefix + "request:" + key;
    }

    /** The key of the users who are listed under a lease. */
    String users(Lease lease) {
        return prefix + "users:" + lease.text();
    }
}

package dev.parley.redis.presence;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a node learns when it renews its lease.
 *
 * @param isHeld whether the lease runs; if it does not, the set and the map are empty
 * @param epoch the name of the store's data; it is another one after a loss of data
 * @param ended the ended leases under which data may still be stored
 * @param sockets the number of sockets under each lease that runs
 */
record LeaseRenewal(boolean isHeld, String epoch, Set<Lease> ended, Map<Lease, Integer> sockets) {

    LeaseRenewal {
        ended = Set.copyOf(ended);
        sockets = Map.copyOf(sockets);
    }

    /** The number of sockets of each node. */
    Map<String, Integer> socketsByNode() {
        Map<String, Integer> nodes = new HashMap<>();
        sockets.forEach((lease, number) -> nodes.merge(lease.node(), number, Math::max));
        return Map.copyOf(nodes);
    }
}

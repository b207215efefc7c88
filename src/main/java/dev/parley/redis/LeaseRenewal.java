package dev.parley.redis;

import java.util.Map;
import java.util.Set;

/**
 * What a node learns when it says that it is alive.
 *
 * @param isHeld whether its lease runs; otherwise nothing else is told
 * @param epoch the name of the store's data, another one after they were lost
 * @param ended leases under which something may still be kept
 * @param sockets the number of sockets under each lease that runs
 */
record LeaseRenewal(boolean isHeld, String epoch, Set<Lease> ended, Map<Lease, Integer> sockets) {

    LeaseRenewal {
        ended = Set.copyOf(ended);
        sockets = Map.copyOf(sockets);
    }
}

package dev.parley.metrics;

/**
 * How a node fares among others by way of Redis. All numbers count from the start.
 *
 * @param published messages that Redis has confirmed
 * @param dropped messages that were not given to Redis, or refused by it
 * @param uncertain messages that were on their way when the connection broke
 * @param received messages that have come, this node's own copies included
 * @param malformed messages among these that no server of the cluster sends
 * @param resubscriptions how often a connection was lost and everything subscribed to again
 * @param isPresenceShared whether presence is shared with other nodes just now
 * @param answeredAlone questions about presence that the node has answered by what it knows itself
 */
public record ClusterCounts(
        long published,
        long dropped,
        long uncertain,
        long received,
        long malformed,
        long resubscriptions,
        boolean isPresenceShared,
        long answeredAlone) {}

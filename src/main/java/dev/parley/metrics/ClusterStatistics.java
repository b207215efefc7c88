package dev.parley.metrics;

/**
 * What a node counts about its exchange with other nodes through Redis. All numbers count from the start.
 *
 * @param published messages that Redis has confirmed
 * @param dropped messages that were not given to Redis, or were refused by it
 * @param uncertain messages that were on their way when the connection broke
 * @param received messages that have arrived, this node's own copies included
 * @param malformed received messages that no server of the cluster sends
 * @param resubscriptions how often a connection was lost and all subscriptions were made again
 * @param isPresenceShared whether presence is shared with other nodes just now
 * @param answeredAlone questions about presence that the node has answered by what it knows itself
 */
public record ClusterStatistics(
        long published,
        long dropped,
        long uncertain,
        long received,
        long malformed,
        long resubscriptions,
        boolean isPresenceShared,
        long answeredAlone) {}

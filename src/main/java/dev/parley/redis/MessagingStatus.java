package dev.parley.redis;

import java.time.Duration;
import java.util.Optional;

/**
 * How the messages between nodes fare. The numbers count from the start.
 *
 * @param isConnected whether messages go out and come in
 * @param latency how long Redis has taken for its last answer; empty before the first, and without a connection
 * @param offered how many messages were to be published: those of the next three numbers, and those that wait
 * @param published how many Redis has confirmed
 * @param dropped how many were not given to Redis, or refused by it
 * @param uncertain how many were on their way when the connection broke
 * @param received how many have come, this node's own copies included
 * @param malformed how many of these were nothing that a server of the cluster sends
 * @param resubscriptions how often the connection was lost and everything subscribed to again
 */
public record MessagingStatus(
        boolean isConnected,
        Optional<Duration> latency,
        long offered,
        long published,
        long dropped,
        long uncertain,
        long received,
        long malformed,
        long resubscriptions) {}

package dev.parley.redis.messaging;

import java.time.Duration;
import java.util.Optional;

/**
 * The state of the exchange of messages between nodes. The numbers count from the start.
 *
 * @param isConnected whether messages can be sent and received
 * @param latency how long Redis took for its last answer; empty before the first answer, and without a connection
 * @param offered how many messages were offered for publishing: the sum of the next three numbers and of the messages
 *     that still wait
 * @param published how many messages Redis has confirmed
 * @param dropped how many messages were not given to Redis, or were refused by it
 * @param uncertain how many messages were on their way when the connection broke
 * @param received how many messages have arrived, this node's own copies included
 * @param malformed how many of the received messages are none that a server of the cluster sends
 * @param resubscriptions how often the connection was lost and all subscriptions were made again
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

package dev.parley.metrics;

import java.time.Instant;

/**
 * The few numbers of the contract (section 5), of one node.
 *
 * @param totalConnections that were opened since the node started
 * @param activeConnections that are open now
 * @param totalRooms that are there now
 * @param messagesPerSecond events of clients, on average over the last minute
 * @param averageLatency the mean of the open connections' last ping round trips, in milliseconds; 0 before the first
 * @param errorRate errors that sockets were told of, for each event of a client, over the last minute
 * @param timestamp of now
 */
public record MetricsSummary(
        long totalConnections,
        int activeConnections,
        int totalRooms,
        double messagesPerSecond,
        double averageLatency,
        double errorRate,
        Instant timestamp) {}

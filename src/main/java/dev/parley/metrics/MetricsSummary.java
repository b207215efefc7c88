package dev.parley.metrics;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * The numbers of the contract (section 5), for one node or several.
 *
 * @param totalConnections the connections that were opened since the nodes started
 * @param activeConnections the connections that are open now
 * @param totalRooms the rooms that exist now; a room that has members on several nodes counts once
 * @param messagesPerSecond the events from clients, on average over the last minute
 * @param averageLatency the mean of the open connections' last ping round trips, in milliseconds; 0 before the first
 * @param errorRate the errors that were reported to sockets during the last minute, divided by the events from clients
 *     in this time; if there was no event, divided by one
 * @param timestamp the time of the summary
 */
public record MetricsSummary(
        long totalConnections,
        long activeConnections,
        int totalRooms,
        double messagesPerSecond,
        double averageLatency,
        double errorRate,
        Instant timestamp) {

    /** Combines the numbers of nodes. */
    static MetricsSummary of(Collection<NodeStatistics> nodes, Instant timestamp) {
        Set<String> rooms = new HashSet<>();
        nodes.forEach(node -> rooms.addAll(node.rooms()));
        long measured = nodes.stream().mapToLong(NodeStatistics::measured).sum();
        double millis =
                nodes.stream().mapToDouble(NodeStatistics::roundTripMillis).sum();
        long events = nodes.stream().mapToLong(NodeStatistics::events).sum();
        long errors = nodes.stream().mapToLong(NodeStatistics::errors).sum();
        return new MetricsSummary(
                nodes.stream().mapToLong(NodeStatistics::opened).sum(),
                nodes.stream().mapToLong(NodeStatistics::active).sum(),
                rooms.size(),
                nodes.stream().mapToDouble(NodeStatistics::eventsPerSecond).sum(),
                measured == 0 ? 0 : millis / measured,
                (double) errors / Math.max(1, events),
                timestamp);
    }
}

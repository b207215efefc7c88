package dev.parley.metrics;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * The few numbers of the contract (section 5), of one node or of several.
 *
 * @param totalConnections that were opened since the nodes started
 * @param activeConnections that are open now
 * @param totalRooms that are there now; one that has members on several nodes counts once
 * @param messagesPerSecond events of clients, on average over the last minute
 * @param averageLatency the mean of the open connections' last ping round trips, in milliseconds; 0 before the first
 * @param errorRate errors that sockets were told of, for each event of a client, over the last minute; they count as if
 *     there had been one event when there was none
 * @param timestamp of now
 */
public record MetricsSummary(
        long totalConnections,
        long activeConnections,
        int totalRooms,
        double messagesPerSecond,
        double averageLatency,
        double errorRate,
        Instant timestamp) {

    /** What the figures of nodes come to. */
    static MetricsSummary of(Collection<NodeFigures> nodes, Instant timestamp) {
        Set<String> rooms = new HashSet<>();
        nodes.forEach(node -> rooms.addAll(node.rooms()));
        long measured = nodes.stream().mapToLong(NodeFigures::measured).sum();
        double millis = nodes.stream().mapToDouble(NodeFigures::roundTripMillis).sum();
        long events = nodes.stream().mapToLong(NodeFigures::events).sum();
        long errors = nodes.stream().mapToLong(NodeFigures::errors).sum();
        return new MetricsSummary(
                nodes.stream().mapToLong(NodeFigures::opened).sum(),
                nodes.stream().mapToLong(NodeFigures::active).sum(),
                rooms.size(),
                nodes.stream().mapToDouble(NodeFigures::eventsPerSecond).sum(),
                measured == 0 ? 0 : millis / measured,
                (double) errors / Math.max(1, events),
                timestamp);
    }
}

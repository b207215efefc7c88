package dev.parley.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the nodes were like in the last five minutes.
 *
 * @param points one for every step, the oldest first; none for a time of which no node has a sample
 */
public record MetricsHistory(List<Point> points) {

    /**
     * The numbers of the contract at one time.
     *
     * @param timestamp the time
     * @param activeConnections the connections that were open
     * @param totalRooms the rooms that existed; empty if several nodes had rooms, because nobody knows then which of
     *     them were the same
     * @param messagesPerSecond the events from clients, on average over the minute before
     * @param averageLatency the mean of the connections' last ping round trips, in milliseconds
     * @param errorRate the errors in this minute, divided by its events
     */
    public record Point(
            Instant timestamp,
            long activeConnections,
            OptionalLong totalRooms,
            double messagesPerSecond,
            double averageLatency,
            double errorRate) {}

    /** Copies the points. */
    public MetricsHistory {
        points = List.copyOf(points);
    }

    /**
     * Combines the samples of nodes. Nodes take their samples at different times, so each time gets the last sample that
     * a node had taken by then.
     *
     * @param now the time from which the ages of the samples count
     */
    static MetricsHistory of(Collection<List<NodeSample>> nodes, Instant now) {
        List<Point> points = new ArrayList<>();
        for (Duration age = NodeHistory.LENGTH; !age.isNegative(); age = age.minus(NodeHistory.STEP)) {
            Duration then = age;
            List<NodeSample> samples =
                    nodes.stream().flatMap(node -> last(node, then).stream()).toList();
            if (!samples.isEmpty()) {
                points.add(point(samples, now.minus(age)));
            }
        }
        return new MetricsHistory(points);
    }

    /** A sample that is much older than the time says nothing of it: the node was held up. */
    private static Optional<NodeSample> last(List<NodeSample> node, Duration age) {
        Duration oldest = age.plus(NodeHistory.STEP.multipliedBy(2));
        return node.stream()
                .filter(sample ->
                        sample.age().compareTo(age) >= 0 && sample.age().compareTo(oldest) < 0)
                .reduce((earlier, later) -> earlier.age().compareTo(later.age()) < 0 ? earlier : later);
    }

    private static Point point(List<NodeSample> nodes, Instant timestamp) {
        long measured = nodes.stream().mapToLong(NodeSample::measured).sum();
        double millis = nodes.stream().mapToDouble(NodeSample::roundTripMillis).sum();
        long events = nodes.stream().mapToLong(NodeSample::events).sum();
        long errors = nodes.stream().mapToLong(NodeSample::errors).sum();
        return new Point(
                timestamp,
                nodes.stream().mapToLong(NodeSample::active).sum(),
                rooms(nodes),
                nodes.stream().mapToDouble(NodeSample::eventsPerSecond).sum(),
                measured == 0 ? 0 : millis / measured,
                (double) errors / Math.max(1, events));
    }

    private static OptionalLong rooms(List<NodeSample> nodes) {
        List<Long> counts =
                nodes.stream().map(NodeSample::rooms).filter(count -> count > 0).toList();
        return counts.size() > 1
                ? OptionalLong.empty()
                : OptionalLong.of(counts.stream().findFirst().orElse(0L));
    }
}

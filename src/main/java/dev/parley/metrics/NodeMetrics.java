package dev.parley.metrics;

import dev.parley.engine.Clock;
import dev.parley.engine.EngineServer;
import dev.parley.engine.Timers;
import dev.parley.engine.TransportName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/** Everything that is known of a running node in numbers, for all who look: what was counted, and what is there now. */
public final class NodeMetrics {

    private final Meters meters;
    private final EngineServer engine;
    private final Supplier<Set<String>> rooms;
    private final Optional<ClusterMeters> cluster;
    private final java.time.Clock wall;
    private final TrafficWindow window;

    /**
     * The numbers of a node.
     *
     * @param meters what the node counts
     * @param engine whose sessions are looked at
     * @param rooms tells the names of the rooms that there are
     * @param cluster what is shared with other nodes; empty without Redis
     * @param monotonic for durations
     * @param wall for timestamps
     */
    public NodeMetrics(
            Meters meters,
            EngineServer engine,
            Supplier<Set<String>> rooms,
            Optional<ClusterMeters> cluster,
            Clock monotonic,
            java.time.Clock wall) {
        this.meters = meters;
        this.engine = engine;
        this.rooms = rooms;
        this.cluster = cluster;
        this.wall = wall;
        this.window = new TrafficWindow(monotonic, meters::eventsSoFar, meters::errorsSoFar);
    }

    /** Begins to look at what goes on, with one task on the timers. */
    public NodeMetrics watching(Timers timers) {
        window.start(timers);
        return this;
    }

    /** The numbers of the contract, as they are now. */
    public MetricsSummary summary() {
        return summaryWith(List.of());
    }

    /** The same of this node and of others together. */
    MetricsSummary summaryWith(Collection<NodeFigures> others) {
        List<NodeFigures> all = new ArrayList<>(others);
        all.add(figures());
        return MetricsSummary.of(all, wall.instant());
    }

    /** The share of this node in those numbers, as it is now. */
    NodeFigures figures() {
        Census census = Census.of(engine);
        TrafficWindow.Traffic traffic = window.traffic();
        return new NodeFigures(
                meters.connectionsSoFar(),
                census.total(),
                rooms.get(),
                traffic.eventsPerSecond(),
                traffic.events(),
                traffic.errors(),
                census.measured(),
                census.roundTripMillis());
    }

    /** All meters; the same ones each time, and each can be read again and again. */
    public List<Meter> meters() {
        List<Meter> all = new ArrayList<>();
        all.add(new Meter.Gauge(
                "parley_connections", "Open Engine.IO sessions, by the transport they are on now", connections()));
        all.add(gauge(
                "parley_rooms",
                "Rooms with a member on this node",
                () -> rooms.get().size()));
        all.add(gauge(
                "parley_send_queue_bytes",
                "Bytes that wait in the send queues of all connections",
                () -> Census.of(engine).queuedBytes()));
        all.add(gauge(
                "parley_send_queue_largest_bytes",
                "Bytes that wait in the longest send queue",
                () -> Census.of(engine).largestQueue()));
        cluster.ifPresent(shared -> all.addAll(shared.meters()));
        all.addAll(meters.all());
        return all;
    }

    private List<Series<DoubleSupplier>> connections() {
        List<Series<DoubleSupplier>> series = new ArrayList<>();
        for (TransportName transport : TransportName.values()) {
            series.add(new Series<>(
                    Map.of("transport", transport.text()),
                    () -> Census.of(engine).connections().get(transport)));
        }
        return series;
    }

    private static Meter gauge(String name, String help, DoubleSupplier source) {
        return new Meter.Gauge(name, help, List.of(Series.only(source)));
    }
}

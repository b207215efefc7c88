package dev.parley.metrics;

import dev.parley.engine.EngineServer;
import dev.parley.engine.MonotonicClock;
import dev.parley.engine.Timers;
import dev.parley.engine.TransportName;
import dev.parley.transport.ClosingConnections;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** All numbers of a running node, for all who ask for them: the counts, and the present values. */
public final class NodeMetrics {

    private final Meters meters;
    private final EngineServer engine;
    private final Supplier<Set<String>> rooms;
    private final Optional<ClusterMeters> cluster;
    private final java.time.Clock wall;
    private final TrafficWindow window;
    private final NodeHistory history;
    private IntSupplier closing = () -> 0;
    private LongSupplier readStalls = () -> 0;

    /**
     * The numbers of a node.
     *
     * @param meters what the node counts
     * @param engine the server whose sessions are measured
     * @param rooms returns the names of the rooms that exist
     * @param cluster what is shared with other nodes; empty without Redis
     * @param monotonic the clock for durations
     * @param wall the clock for timestamps
     */
    public NodeMetrics(
            Meters meters,
            EngineServer engine,
            Supplier<Set<String>> rooms,
            Optional<ClusterMeters> cluster,
            MonotonicClock monotonic,
            java.time.Clock wall) {
        this.meters = meters;
        this.engine = engine;
        this.rooms = rooms;
        this.cluster = cluster;
        this.wall = wall;
        this.window = new TrafficWindow(monotonic, meters::eventsSoFar, meters::errorsSoFar);
        this.history = new NodeHistory(monotonic, () -> NodeSample.of(figures()));
    }

    /** Also reports the connections that are being closed. */
    public NodeMetrics counting(ClosingConnections connections) {
        closing = connections::count;
        return this;
    }

    /** Also reports how often a thread that reads from WebSockets did not get round. */
    public NodeMetrics countingReadStalls(LongSupplier stalls) {
        readStalls = stalls;
        return this;
    }

    /** Begins to measure the traffic and to keep samples, with two tasks on the timers. */
    public NodeMetrics watching(Timers timers, Executor executor) {
        window.start(timers);
        history.start(timers, executor);
        return this;
    }

    /** The numbers of the contract, as they are now. */
    public MetricsSummary summary() {
        return summaryWith(List.of());
    }

    /** The numbers of the contract, for this node and others together. */
    MetricsSummary summaryWith(Collection<NodeStatistics> others) {
        List<NodeStatistics> all = new ArrayList<>(others);
        all.add(figures());
        return MetricsSummary.of(all, wall.instant());
    }

    /** The share of this node in the numbers of the contract, as it is now. */
    NodeStatistics figures() {
        SessionStatistics census = SessionStatistics.of(engine);
        TrafficWindow.Traffic traffic = window.traffic();
        return new NodeStatistics(
                meters.connectionsSoFar(),
                census.total(),
                rooms.get(),
                traffic.eventsPerSecond(),
                traffic.events(),
                traffic.errors(),
                census.measured(),
                census.roundTripMillis());
    }

    /** What this node was like in the last minutes, the oldest first. */
    List<NodeSample> samples() {
        return history.samples();
    }

    /** What this node and others were like in the last minutes. */
    MetricsHistory historyWith(Collection<List<NodeSample>> others) {
        List<List<NodeSample>> all = new ArrayList<>(others);
        all.add(samples());
        return MetricsHistory.of(all, wall.instant());
    }

    /** All meters. They are the same on each call, and each of them can be read again and again. */
    public List<Meter> meters() {
        List<Meter> all = new ArrayList<>();
        all.add(new Meter.Gauge(
                "parley_connections", "Open Engine.IO sessions, by the transport they are on now", connections()));
        all.add(gauge(
                "parley_connections_closing",
                "Connections that were given up and that the server has not closed yet",
                closing::getAsInt));
        all.add(gauge(
                "parley_rooms",
                "Rooms with a member on this node",
                () -> rooms.get().size()));
        all.add(gauge(
                "parley_send_queue_bytes",
                "Bytes that wait in the send queues of all connections",
                () -> SessionStatistics.of(engine).queuedBytes()));
        all.add(gauge(
                "parley_send_queue_largest_bytes",
                "Bytes that wait in the longest send queue",
                () -> SessionStatistics.of(engine).largestQueue()));
        all.add(gauge(
                "parley_send_budget_used_bytes",
                "Heap that what waits for all clients takes, by estimate",
                engine::sendBudgetUsed));
        all.add(gauge(
                "parley_send_budget_bytes",
                "Heap that it may take; over it the largest and slowest are disconnected",
                () -> engine.settings().sendBudget()));
        all.add(gauge(
                "parley_receive_budget_used_bytes",
                "Bytes of input that is not whole yet, of all clients",
                engine.inbound()::used));
        all.add(gauge(
                "parley_receive_budget_bytes",
                "Bytes that it may be; over it the largest and slowest are disconnected",
                () -> engine.settings().receiveBudget()));
        all.add(new Meter.Counter(
                "parley_read_stalls_total",
                "Times that a thread that reads from WebSockets did not get round for 2 s; the log says where it was",
                List.of(Series.only(readStalls))));
        cluster.ifPresent(shared -> all.addAll(shared.meters()));
        all.addAll(meters.all());
        return all;
    }

    private List<Series<DoubleSupplier>> connections() {
        List<Series<DoubleSupplier>> series = new ArrayList<>();
        for (TransportName transport : TransportName.values()) {
            series.add(new Series<>(
                    Map.of("transport", transport.text()),
                    () -> SessionStatistics.of(engine).connections().get(transport)));
        }
        return series;
    }

    private static Meter gauge(String name, String help, DoubleSupplier source) {
        return new Meter.Gauge(name, help, List.of(Series.only(source)));
    }
}

package dev.parley.metrics;

import dev.parley.engine.Clock;
import dev.parley.engine.EngineServer;
import dev.parley.engine.Timers;
import dev.parley.engine.TransportName;
import dev.parley.health.RedisStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** Everything that is known of a running node in numbers, for all who look: what was counted, and what is there now. */
public final class NodeMetrics {

    private final Meters meters;
    private final EngineServer engine;
    private final IntSupplier rooms;
    private final Optional<Supplier<RedisStatus>> redis;
    private final java.time.Clock wall;
    private final TrafficWindow window;

    /**
     * The numbers of a node.
     *
     * @param meters what the node counts
     * @param engine whose sessions are looked at
     * @param rooms tells how many rooms there are
     * @param redis tells how Redis is; empty without Redis
     * @param monotonic for durations
     * @param wall for timestamps
     */
    public NodeMetrics(
            Meters meters,
            EngineServer engine,
            IntSupplier rooms,
            Optional<Supplier<RedisStatus>> redis,
            Clock monotonic,
            java.time.Clock wall) {
        this.meters = meters;
        this.engine = engine;
        this.rooms = rooms;
        this.redis = redis;
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
        Census census = Census.of(engine);
        TrafficWindow.Traffic traffic = window.traffic();
        return new MetricsSummary(
                meters.connectionsSoFar(),
                census.total(),
                rooms.getAsInt(),
                traffic.eventsPerSecond(),
                census.roundTripMillis().orElse(0),
                traffic.errorRate(),
                wall.instant());
    }

    /** All meters; the same ones each time, and each can be read again and again. */
    public List<Meter> meters() {
        List<Meter> all = new ArrayList<>();
        all.add(new Meter.Gauge(
                "parley_connections", "Open Engine.IO sessions, by the transport they are on now", connections()));
        all.add(gauge("parley_rooms", "Rooms with a member on this node", rooms::getAsInt));
        all.add(gauge(
                "parley_send_queue_bytes",
                "Bytes that wait in the send queues of all connections",
                () -> Census.of(engine).queuedBytes()));
        all.add(gauge(
                "parley_send_queue_largest_bytes",
                "Bytes that wait in the longest send queue",
                () -> Census.of(engine).largestQueue()));
        redis.ifPresent(status -> {
            all.add(gauge(
                    "parley_redis_connected",
                    "Whether Redis can be reached: 1 or 0",
                    () -> status.get().connected() ? 1 : 0));
            all.add(gauge(
                    "parley_redis_latency_seconds",
                    "Time that Redis took for its last answer; NaN while it is away",
                    () -> status.get()
                            .latency()
                            .map(time -> time.toNanos() / 1e9)
                            .orElse(Double.NaN)));
        });
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

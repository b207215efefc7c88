package dev.parley.metrics;

import dev.parley.engine.CloseReason;
import dev.parley.engine.EngineObserver;
import dev.parley.engine.TransportName;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Counts what Engine.IO sessions do. */
final class EngineMeters implements EngineObserver {

    private final LabeledCounter<TransportName> opened = LabeledCounter.of(TransportName.class, "transport");
    private final LabeledCounter<CloseReason> closed = LabeledCounter.of(CloseReason.class, "reason");
    private final LongAdder receivedBytes = new LongAdder();
    private final LongAdder sentBytes = new LongAdder();
    private final DurationHistogram roundTrips = new DurationHistogram(
            Duration.ofMillis(1),
            Duration.ofMillis(5),
            Duration.ofMillis(10),
            Duration.ofMillis(25),
            Duration.ofMillis(50),
            Duration.ofMillis(100),
            Duration.ofMillis(250),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofMillis(2500),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10));

    @Override
    public void opened(TransportName transport) {
        opened.increment(transport);
    }

    @Override
    public void closed(CloseReason reason) {
        closed.increment(reason);
    }

    @Override
    public void received(int bytes) {
        receivedBytes.add(bytes);
    }

    @Override
    public void queued(int packets, long bytes) {
        sentBytes.add(bytes);
    }

    @Override
    public void roundTrip(long nanos) {
        roundTrips.add(nanos);
    }

    long openedSoFar() {
        return opened.sum();
    }

    List<Meter> meters() {
        return List.of(
                new Meter.Counter(
                        "parley_connections_opened_total",
                        "Engine.IO sessions that were opened, by the transport of their first request",
                        opened.series()),
                new Meter.Counter(
                        "parley_connections_closed_total",
                        "Engine.IO sessions that have ended; slow_consumer is a client that did not take what was sent",
                        closed.series()),
                new Meter.Counter(
                        "parley_received_bytes_total",
                        "Engine.IO packets of clients, by the size that they have in a WebSocket frame",
                        List.of(Series.only(receivedBytes::sum))),
                new Meter.Counter(
                        "parley_sent_bytes_total",
                        "Engine.IO packets queued for clients, by the size that they have in a WebSocket frame",
                        List.of(Series.only(sentBytes::sum))),
                new Meter.Histogram(
                        "parley_ping_round_trip_seconds",
                        "Time from an Engine.IO ping to its pong",
                        List.of(Series.only(roundTrips))));
    }
}

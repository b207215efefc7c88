package dev.parley.metrics;

import dev.parley.chat.ChatEvents;
import dev.parley.chat.error.ErrorCode;
import dev.parley.chat.error.ErrorObserver;
import dev.parley.socketio.ConnectDecision;
import dev.parley.socketio.EventObserver;
import dev.parley.socketio.adapter.DeliveryObserver;
import dev.parley.socketio.codec.SocketPacket;
import jakarta.json.JsonString;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/** Counts the events from clients, the events for clients, and the errors that are reported to clients. */
final class EventMeters implements EventObserver, DeliveryObserver, ErrorObserver {

    private static final String EVENT = "event";
    private static final String CODE = "code";

    private final Map<String, DurationHistogram> handled = new LinkedHashMap<>();
    private final DurationHistogram unknown;
    private final LabeledCounter<String> sent = new LabeledCounter<>(
            LabelValues.andOthers(ChatEvents.OF_SERVER), LabelValues.OTHER, EVENT, UnaryOperator.identity());
    private final LabeledCounter<String> errors = byCode();
    private final LabeledCounter<String> refused = byCode();

    EventMeters() {
        LabelValues.andOthers(ChatEvents.OF_CLIENTS).forEach(name -> handled.put(name, handlingTimes()));
        unknown = handled.get(LabelValues.OTHER);
    }

    /** Applications have any number of codes, so all of theirs are one. */
    private static LabeledCounter<String> byCode() {
        return new LabeledCounter<>(
                LabelValues.andOthers(
                        Arrays.stream(ErrorCode.values()).map(ErrorCode::name).toList()),
                LabelValues.OTHER,
                CODE,
                UnaryOperator.identity());
    }

    static DurationHistogram handlingTimes() {
        return new DurationHistogram(
                Duration.ofNanos(50_000),
                Duration.ofNanos(100_000),
                Duration.ofNanos(250_000),
                Duration.ofNanos(500_000),
                Duration.ofMillis(1),
                Duration.ofNanos(2_500_000),
                Duration.ofMillis(5),
                Duration.ofMillis(10),
                Duration.ofMillis(25),
                Duration.ofMillis(50),
                Duration.ofMillis(100),
                Duration.ofMillis(500),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5));
    }

    @Override
    public void handled(String event, long nanos) {
        handled.getOrDefault(event, unknown).add(nanos);
    }

    @Override
    public void sent(String event) {
        sent.increment(event);
    }

    @Override
    public void delivered(SocketPacket.Event packet, int receivers) {
        String name = packet.data().get(0) instanceof JsonString text ? text.getString() : LabelValues.OTHER;
        sent.add(name, receivers);
    }

    @Override
    public void told(ErrorCode code) {
        errors.increment(code.name());
    }

    @Override
    public void toldByApplication() {
        errors.increment(LabelValues.OTHER);
    }

    /** The guards of the contract put the error object into the data of the refusal. */
    @Override
    public void refused(ConnectDecision.Refused refusal) {
        refused.increment(
                refusal.data() == null ? LabelValues.OTHER : refusal.data().getString(CODE, LabelValues.OTHER));
    }

    long receivedSoFar() {
        long sum = 0;
        for (DurationHistogram times : handled.values()) {
            sum += times.count();
        }
        return sum;
    }

    long errorsSoFar() {
        return errors.sum();
    }

    List<Meter> meters() {
        List<Series<LongSupplier>> received = new ArrayList<>();
        List<Series<DurationHistogram>> times = new ArrayList<>();
        handled.forEach((name, durations) -> {
            received.add(new Series<>(Map.of(EVENT, name), durations::count));
            times.add(new Series<>(Map.of(EVENT, name), durations));
        });
        return List.of(
                new Meter.Counter("parley_events_received_total", "Events of clients, handled or refused", received),
                new Meter.Counter(
                        "parley_events_sent_total",
                        "Events for clients of this node: one for each socket that an event is for",
                        sent.series()),
                new Meter.Counter(
                        "parley_errors_sent_total", "Errors that sockets were told of, by their code", errors.series()),
                new Meter.Counter(
                        "parley_connects_refused_total",
                        "Socket.IO CONNECTs that were refused, by the code of the error",
                        refused.series()),
                new Meter.Histogram(
                        "parley_event_handling_seconds",
                        "Time that an event held its session's turn: filters and handler",
                        times));
    }
}

package dev.parley.metrics;

import dev.parley.chat.error.ErrorCode;
import dev.parley.socketio.ConnectDecision;
import dev.parley.socketio.EventObserver;
import dev.parley.socketio.adapter.DeliveryObserver;
import dev.parley.socketio.codec.SocketPacket;
import jakarta.json.JsonString;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Counts the events of an own namespace, or of all namespaces of a pattern. The label {@code namespace} is the name or
 * the pattern, and only declared events have a label of their own, so clients cannot make labels.
 */
public final class NamespaceMeters implements EventObserver, DeliveryObserver {

    private static final String CODE = "code";

    private final String namespace;
    private final Map<String, DurationHistogram> handled = new HashMap<>();
    private final Map<String, LongAdder> sent = new HashMap<>();
    private final Map<String, LongAdder> refused = new HashMap<>();
    private final LongAdder sockets = new LongAdder();

    NamespaceMeters(String namespace, Collection<String> ofClients, Collection<String> ofServer) {
        this.namespace = namespace;
        LabelValues.andOthers(ofClients).forEach(event -> handled.put(event, EventMeters.handlingTimes()));
        LabelValues.andOthers(ofServer).forEach(event -> sent.put(event, new LongAdder()));
        LabelValues.andOthers(
                        Arrays.stream(ErrorCode.values()).map(ErrorCode::name).toList())
                .forEach(code -> refused.put(code, new LongAdder()));
    }

    @Override
    public void handled(String event, long nanos) {
        DurationHistogram known = handled.get(event);
        (known == null ? handled.get(LabelValues.OTHER) : known).add(nanos);
    }

    @Override
    public void sent(String event) {
        add(sent, event, 1);
    }

    @Override
    public void delivered(SocketPacket.Event packet, int receivers) {
        add(sent, packet.data().get(0) instanceof JsonString text ? text.getString() : LabelValues.OTHER, receivers);
    }

    /** The guards put the error object into the data of the refusal. */
    @Override
    public void refused(ConnectDecision.Refused refusal) {
        String code =
                refusal.data() == null ? LabelValues.OTHER : refusal.data().getString(CODE, LabelValues.OTHER);
        add(refused, code, 1);
    }

    /** A socket has joined a namespace. */
    public void connected() {
        sockets.increment();
    }

    /** A socket has left a namespace. */
    public void disconnected() {
        sockets.decrement();
    }

    private static void add(Map<String, LongAdder> counts, String key, long amount) {
        LongAdder known = counts.get(key);
        (known == null ? counts.get(LabelValues.OTHER) : known).add(amount);
    }

    long receivedSoFar() {
        return handled.values().stream().mapToLong(DurationHistogram::count).sum();
    }

    long sockets() {
        return sockets.sum();
    }

    Map<String, String> label() {
        return Map.of("namespace", namespace);
    }

    Stream<Series<LongSupplier>> received() {
        return handled.entrySet().stream()
                .map(entry -> new Series<>(labels("event", entry.getKey()), entry.getValue()::count));
    }

    Stream<Series<DurationHistogram>> handlingTimes() {
        return handled.entrySet().stream()
                .map(entry -> new Series<>(labels("event", entry.getKey()), entry.getValue()));
    }

    Stream<Series<LongSupplier>> deliveries() {
        return sent.entrySet().stream()
                .map(entry -> new Series<>(labels("event", entry.getKey()), entry.getValue()::sum));
    }

    Stream<Series<LongSupplier>> refusals() {
        return refused.entrySet().stream()
                .map(entry -> new Series<>(labels(CODE, entry.getKey()), entry.getValue()::sum));
    }

    private Map<String, String> labels(String name, String value) {
        return Map.of("namespace", namespace, name, value);
    }
}
